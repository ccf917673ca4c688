package dev.tardigrade.e2e.bench;

import java.util.HashMap;
import java.util.Map;

/** A request of the load. */
record Request(String method, String target, Map<String, String> headers, Payload body) {

    Request {
        headers = Map.copyOf(headers);
    }

    static Request of(String method, String target) {
        return new Request(method, target, Map.of(), Payload.EMPTY);
    }

    Request with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Request(method, target, more, body);
    }

    Request carrying(Payload payload) {
        return new Request(method, target, headers, payload);
    }

    boolean sendsBody() {
        return !method.equals("GET") && !method.equals("HEAD");
    }

    boolean hasBodyInAnswer() {
        return !method.equals("HEAD");
    }
}
