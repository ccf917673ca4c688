package dev.tardigrade.operator.process;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Has what HTTP watches bring written in ASCII. The client (fabric8 7.8) decodes each piece of an answer by itself and takes the unused rest of
 * its buffer for text: one letter beyond ASCII in any object would make the next message unreadable, which ends the watch, and the operator.
 */
final class AsciiWatches implements Interceptor {

    static final String NAME = "ascii-watches";

    @Override
    public AsyncBody.Consumer<List<ByteBuffer>> consumer(
            AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
        if (!isWatch(request.uri())) {
            return consumer;
        }
        var escapes = new JsonEscapes();
        return (pieces, body) ->
                consumer.consume(pieces.stream().map(escapes::ascii).toList(), body);
    }

    private static boolean isWatch(URI address) {
        var query = address.getQuery();
        return query != null && ("&" + query + "&").contains("&watch=true&");
    }
}
