# shellcheck shell=bash
# Programs of the beds, built from Go modules, each into one file of the cache that is named after all that went into it.
# Needs: $beds (this folder's parent), say.sh, packages.sh.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/tardigrade

# name, folder, package, CGO, usual time on two cores with cold caches; the slow ones last, so that something is there early
programs() {
  cat <<'TABLE'
probe    image            .                                                0 20s
crane    clients/crane    github.com/google/go-containerregistry/cmd/crane 0 40s
regctl   clients/regctl   github.com/regclient/regclient/cmd/regctl        0 40s
oras     clients/oras     oras.land/oras/cmd/oras                          0 40s
conformance conformance   github.com/opencontainers/distribution-spec/conformance 0 30s
gateway  storj/gateway    storj.io/gateway                                 0 2min
helm     clients/helm     helm.sh/helm/v4/cmd/helm                         0 4min
cosign   clients/cosign   github.com/sigstore/cosign/v3/cmd/cosign         0 6min
storjnet storj/storjnet   .                                                1 4min
kube     kubernetes       .                                                0 9min
TABLE
}
# Those that only the benchmarks compare with: built when they are asked for by name.
peers() {
  cat <<'TABLE'
distribution peers/distribution github.com/distribution/distribution/v3/cmd/registry 0 2min
minio        peers/minio        github.com/minio/minio                               0 6min
TABLE
}

program() { # name: sets folder package cgo usually
  local row
  row=$({ programs && peers; } | grep "^$1 ") || fail "there is no program named $1" "one of: $({ programs && peers; } | cut -d' ' -f1 | paste -sd' ')"
  read -r _ folder package cgo usually <<<"$row"
}

linker_flags() {
  local flags="-s -w" version minor v=k8s.io/component-base/version
  if [ "$1" = kube ]; then # without this stamp the API server calls itself v0.0.0
    version=$(awk '$1 == "k8s.io/kubernetes" {print $2}' "$beds/kubernetes/go.mod")
    minor=${version#v1.} minor=${minor%%.*}
    flags="$flags -X $v.gitVersion=$version -X $v.gitMajor=1 -X $v.gitMinor=$minor -X $v.gitTreeState=clean"
  fi
  printf '%s' "$flags"
}

# Where the program is, or would be: cached PROGRAM
cached() {
  local folder package cgo usually key
  program "$1"
  key=$({
    go version
    echo "$package $cgo $(linker_flags "$1")"
    cd "$beds/$folder" && shopt -s nullglob && sha256sum -- *.go go.mod go.su[m]
  } | sha256sum | cut -c1-16)
  printf '%s/bin/%s-%s' "$cache" "$1" "$key"
}

# Builds what is not there yet, one after the other, also beside other runs of this script: build [PROGRAM...]
build() {
  local name wanted=("$@") missing=()
  [ $# -gt 0 ] || mapfile -t wanted < <(programs | cut -d' ' -f1)
  find_go
  mkdir -p "$cache/bin" "$cache/log"
  for name in "${wanted[@]}"; do [ -x "$(cached "$name")" ] || missing+=("$name"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "building ${missing[*]} from Go modules (once; kept in $cache)"
  check_disk
  exec 9>"$cache/lock"
  flock -n 9 || { say "another build is running: waiting for it" && flock 9; }
  for name in "${missing[@]}"; do build_one "$name"; done
  exec 9>&-
}

check_disk() {
  local place free
  for place in "$cache" "$(go env GOMODCACHE)" "$(go env GOCACHE)"; do
    mkdir -p "$place"
    free=$(df -Pm "$place" | awk 'NR == 2 {print $4}')
    [ "$free" -ge 8000 ] || fail "$place has $free MiB free; building needs 8000 (2 GB of modules, 5 GB of build cache)" \
      "free some space, or set XDG_CACHE_HOME, GOMODCACHE and GOCACHE to a larger disk"
  done
}

build_one() {
  local name=$1 folder package cgo usually target log temporary code=0
  target=$(cached "$name")
  [ ! -x "$target" ] || return 0 # another run has built it meanwhile
  program "$name"
  [ "$cgo" = 0 ] || need "gcc=gcc" "/usr/include/stdlib.h=libc6-dev"
  log=$cache/log/$name.log
  temporary=$(mktemp "$cache/bin/.$name.XXXXXX")
  (cd "$beds/$folder" && CGO_ENABLED=$cgo exec nice -n 19 go build -trimpath -ldflags "$(linker_flags "$name")" -o "$temporary" "$package") \
    >"$log" 2>&1 9>&- &
  building=$!
  trap 'kill "$building" 2>/dev/null; rm -f "$temporary"; exit 130' INT TERM
  follow "$building" "building $name" "$usually with cold caches" || code=$?
  trap - INT TERM
  if [ "$code" != 0 ]; then rm -f "$temporary" && explain_build "$name" "$log"; fi
  chmod 755 "$temporary"
  mv "$temporary" "$target"
  find "$cache/bin" -maxdepth 1 -name "$name-*" ! -path "$target" -mtime +30 -delete
  say "built $name ($(du -m "$target" | cut -f1) MB)"
}

explain_build() {
  local remedy="see $2"
  tail -n 8 "$2" >&2
  if grep -q "no space left on device" "$2"; then
    remedy="the disk is full: $(df -Pm "$cache" | awk 'NR == 2 {print $4}') MiB free at $cache; 8000 are needed"
  elif grep -Eq "requires go >=|go: .*toolchain" "$2"; then
    remedy="$(go version) is too old: install the version that the message names"
  elif grep -Eq "dial tcp|i/o timeout|no such host|TLS handshake|connection refused|Client.Timeout|502 Bad|503 Service" "$2"; then
    remedy="the Go module proxy ($(go env GOPROXY)) cannot be reached: check the network and GOPROXY, then start again"
  elif grep -q "signal: killed" "$2"; then
    remedy="the machine ran out of memory (2 GB are needed): stop something and start again"
  fi
  fail "building $1 failed" "$remedy"
}
