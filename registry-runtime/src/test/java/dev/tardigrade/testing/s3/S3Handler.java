package dev.tardigrade.testing.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes requests, lets go wrong what is to, and answers. */
final class S3Handler implements HttpHandler {

    private final S3Profile profile;
    private final CallCounter calls;
    private final Faults faults;
    private final Stops stops;
    private final SignatureCheck signatures;
    private final StoredBuckets buckets;
    private final ObjectActions objects;
    private final MultipartActions multiparts;
    private final ListActions lists;
    private final CountDownLatch closed;

    S3Handler(S3Profile profile, S3Access access, StoredBuckets buckets, Controls controls) {
        this.profile = profile;
        this.calls = controls.calls;
        this.faults = controls.faults;
        this.stops = controls.stops;
        this.closed = controls.closed;
        this.signatures = new SignatureCheck(access);
        this.buckets = buckets;
        this.objects = new ObjectActions(buckets, profile);
        this.multiparts = new MultipartActions(buckets, objects, profile);
        this.lists = new ListActions(buckets, profile);
    }

    /** What the test holds in its hands. */
    record Controls(CallCounter calls, Faults faults, Stops stops, CountDownLatch closed) {}

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            S3Request request = S3Request.of(exchange);
            byte[] body = exchange.getRequestBody().readAllBytes();
            S3Call call = request.call();
            calls.count(call.operation());
            Optional<Fault> fault = faults.take(call);
            if (!stops.pass(Stops.Moment.BEFORE, call)) {
                return;
            }
            if (fault.isEmpty()) {
                S3Response response = answer(request, call, body);
                if (stops.pass(Stops.Moment.AFTER, call)) {
                    send(exchange, response);
                }
            } else {
                fail(fault.get(), exchange, request, body);
            }
        }
    }

    private void fail(Fault fault, HttpExchange exchange, S3Request request, byte[] body) throws IOException {
        S3Call call = request.call();
        switch (fault) {
            case Fault.Answer(int status, String code) ->
                send(exchange, new S3Error(status, code, "on purpose").response());
            case Fault.Dropped _ -> {}
            case Fault.LostReply _ -> answer(request, call, body);
            case Fault.TruncatedBody(long after) -> begin(exchange, answer(request, call, body), after);
            case Fault.SilentBody(long after) -> {
                begin(exchange, answer(request, call, body), after);
                isClosedWithin(Duration.ofDays(1));
            }
            case Fault.Delay(Duration time) -> {
                if (!isClosedWithin(time)) {
                    send(exchange, answer(request, call, body));
                }
            }
            case Fault.Hang _ -> isClosedWithin(Duration.ofDays(1));
        }
    }

    private static void begin(HttpExchange exchange, S3Response whole, long bytes) throws IOException {
        whole.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(whole.status(), whole.body().length);
        exchange.getResponseBody().write(whole.body(), 0, (int) Math.min(bytes, whole.body().length));
        exchange.getResponseBody().flush();
    }

    private boolean isClosedWithin(Duration time) {
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private S3Response answer(S3Request request, S3Call call, byte[] raw) {
        try {
            signatures.check(request);
            byte[] body = S3Body.check(request, raw, profile);
            calls.received(call.operation(), body.length);
            return switch (call.operation()) {
                case LIST_BUCKETS -> buckets.list();
                case HEAD_BUCKET -> buckets.head(request);
                case CREATE_BUCKET -> buckets.create(request);
                case DELETE_BUCKET -> buckets.delete(request);
                case LIST_OBJECTS -> lists.objects(request);
                case HEAD_OBJECT, GET_OBJECT -> objects.read(request);
                case PUT_OBJECT -> objects.put(request, body);
                case COPY_OBJECT -> objects.copy(request);
                case DELETE_OBJECT -> objects.delete(request);
                case DELETE_OBJECTS -> objects.deleteMany(request, body);
                case CREATE_MULTIPART_UPLOAD -> multiparts.start(request);
                case UPLOAD_PART -> multiparts.putPart(request, body);
                case UPLOAD_PART_COPY -> multiparts.copyPart(request);
                case LIST_PARTS -> multiparts.parts(request);
                case COMPLETE_MULTIPART_UPLOAD -> multiparts.complete(request, body);
                case ABORT_MULTIPART_UPLOAD -> multiparts.abort(request);
                case LIST_MULTIPART_UPLOADS -> lists.uploads(request);
                case OTHER -> S3Subresource.answer(request);
            };
        } catch (S3Error e) {
            return e.response();
        }
    }

    private static void send(HttpExchange exchange, S3Response response) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::set);
        boolean hasBody = response.body().length > 0;
        if (exchange.getRequestMethod().equals("HEAD") || !hasBody) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(response.body().length));
            exchange.sendResponseHeaders(response.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(response.status(), response.body().length);
        exchange.getResponseBody().write(response.body());
        exchange.getResponseBody().close();
    }
}
