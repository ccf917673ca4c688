package main

import (
	"encoding/json"
	"net/http"

	"github.com/spacemonkeygo/monkit/v3"
)

// counted are the functions of the satellite whose calls are told, by what they mean for its users.
var counted = map[string]string{
	"(*Endpoint).checkRate":          "requests", // each request that counts against the rate of its project
	"(*Endpoint).CommitSegment":      "segments",
	"(*Endpoint).MakeInlineSegment":  "inlineSegments",
	"(*Endpoint).CommitInlineObject": "inlineSegments",
}

// usage answers with the number of calls that have ended, also badly.
func usage(w http.ResponseWriter, _ *http.Request) {
	counts := map[string]int64{"requests": 0, "segments": 0, "inlineSegments": 0}
	monkit.Default.Funcs(func(function *monkit.Func) {
		name, ok := counted[function.ShortName()]
		if !ok || function.Scope().Name() != "storj.io/storj/satellite/metainfo" {
			return
		}
		counts[name] += function.Success()
		for _, failed := range function.Errors() {
			counts[name] += failed
		}
	})
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(counts)
}
