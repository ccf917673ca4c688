package dev.tardigrade.registry.http.message;

import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** One request and its answer. For one thread; all calls block. */
public final class Exchange {

    private static final String OCTETS = MediaType.OCTET_STREAM.value();

    /** Of a large answer, which takes a client at the slowest pace a few seconds. */
    private static final int PIECE_BYTES = 16 << 10;

    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]{2,64}])(?::\\d{1,5})?");

    private final Request request;
    private final Response response;
    private final Pace pace;
    private final Pace.Meter sent;
    private @Nullable QueryParameters query;

    /** @param pace that the client must keep */
    public Exchange(Request request, Response response, Pace pace) {
        this.pace = pace;
        this.sent = pace.new Meter();
        this.request = request;
        this.response = response;
    }

    public String method() {
        return request.getMethod();
    }

    public boolean isHead() {
        return HttpMethod.HEAD.is(request.getMethod());
    }

    /** The path as it came, escapes and all. */
    public String path() {
        String path = request.getHttpURI().getPath();
        return path == null ? "" : path;
    }

    /** Path and query as they came. */
    public String target() {
        String query = request.getHttpURI().getQuery();
        return query == null ? path() : path() + "?" + query;
    }

    /** Throws {@link Failure.RequestInvalid} where it is malformed. */
    public QueryParameters query() {
        QueryParameters parsed = query;
        if (parsed == null) {
            String raw = request.getHttpURI().getQuery();
            parsed = QueryParameters.parse(raw == null ? "" : raw);
            query = parsed;
        }
        return parsed;
    }

    public Optional<String> header(HttpHeader name) {
        return Optional.ofNullable(request.getHeaders().get(name)).filter(value -> !value.isBlank());
    }

    /** The media type of the request's body, without its parameters; empty where there is none or it is malformed. */
    public Optional<MediaType> contentType() {
        return header(HttpHeader.CONTENT_TYPE).flatMap(MediaType::ofHeader);
    }

    /** The request's body. Throws {@link IOException} where the client breaks off or is too slow. */
    public InputStream body() {
        return new PacedInputStream(Content.Source.asInputStream(request), pace);
    }

    /** How long the body is, where the client said it. */
    public OptionalLong bodyLength() {
        long length = request.getLength();
        return length >= 0 ? OptionalLong.of(length) : OptionalLong.empty();
    }

    /**
     * The whole of the request's body, of a client that must have sent it in that time.
     *
     * @throws SlowClientException where it has not
     * @throws RegistryException with {@link Failure.ExpectationFailed} where it waits to be told to go on: so little is sent at once
     */
    public Bytes body(int max, Duration time) throws IOException {
        if (request.getHeaders().contains(HttpHeader.EXPECT)) {
            throw new RegistryException(new Failure.ExpectationFailed("send the body at once, without Expect"));
        }
        if (bodyLength().orElse(0) > max) {
            throw tooLarge(max);
        }
        Bytes body = PromptBody.read(request, max, time);
        if (body.size() > max) {
            throw tooLarge(max);
        }
        return body;
    }

    /**
     * The whole of the request's body.
     *
     * @param overdue asked after each piece; from when it says so, a client that has more to send is too slow
     * @throws RegistryException with {@link Failure.TooLarge} where it has more bytes than that
     */
    public Bytes body(int max, BooleanSupplier overdue) throws IOException {
        if (bodyLength().orElse(0) > max) {
            throw tooLarge(max);
        }
        try (InputStream in =
                new PacedInputStream(Content.Source.asInputStream(request), pace, bodyLength(), overdue)) {
            byte[] bytes = in.readNBytes(max + 1);
            if (bytes.length > max) {
                throw tooLarge(max);
            }
            return Bytes.of(bytes);
        }
    }

    private static RegistryException tooLarge(int max) {
        return new RegistryException(
                new Failure.TooLarge("the body has more than the " + max + " bytes that are accepted"));
    }

    /** Sets a header of the answer. */
    public Exchange set(HttpHeader name, String value) {
        response.getHeaders().put(name, value);
        return this;
    }

    /** Sets a header of the answer by the name that the configuration has. */
    public Exchange set(String name, List<String> values) {
        response.getHeaders().put(name, values);
        return this;
    }

    /** Sets a header of the answer. */
    public Exchange set(RegistryHeader name, String value) {
        response.getHeaders().put(name.toString(), value);
        return this;
    }

    /** Adds a header to the answer that may come several times. */
    public Exchange add(RegistryHeader name, String value) {
        response.getHeaders().add(name.toString(), value);
        return this;
    }

    /** Adds something to the answer that the client shows to its user. */
    public Exchange warn(Warning warning) {
        return add(RegistryHeader.WARNING, warning.value());
    }

    /** Answers without a body. */
    public void answer(int status) throws IOException {
        UnreadBody.discard(request);
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0L);
        send(true, null);
    }

    /** Answers with a body, or to HEAD with its headers alone. */
    public void answer(int status, MediaType type, Bytes body) throws IOException {
        UnreadBody.discard(request);
        begin(status, type.value(), body.size());
        send(true, isHead() ? null : body.buffer());
    }

    /**
     * Answers with a body as {@link #answer(int, MediaType, Bytes)}, whose client must keep the pace.
     *
     * @param overdue asked after each piece; from when it says so, a client that has more to take is too slow
     */
    public void answer(int status, MediaType type, Bytes body, BooleanSupplier overdue) throws IOException {
        if (isHead() || body.size() <= PIECE_BYTES) {
            answer(status, type, body);
            return;
        }
        UnreadBody.discard(request);
        begin(status, type.value(), body.size());
        ByteBuffer rest = body.buffer();
        while (rest.remaining() > PIECE_BYTES) {
            write(rest.slice(rest.position(), PIECE_BYTES));
            rest.position(rest.position() + PIECE_BYTES);
            SlowClientException.throwIf(overdue);
        }
        send(true, rest);
    }

    /** Answers HEAD about a body of octets. */
    public void answerHead(int status, long length) throws IOException {
        begin(status, OCTETS, length);
        send(true, null);
    }

    /** Begins an answer whose body follows by {@link #write}: exactly {@code length} bytes. */
    public void begin(int status, String contentType, long length) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
    }

    /** Whether other requests share the connection, each in a stream of its own. */
    public boolean isHttp2() {
        return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
    }

    /** Sends a piece of the body, and waits until the client's side has taken it in. */
    public void write(ByteBuffer piece) throws IOException {
        int length = piece.remaining();
        long begin = System.nanoTime();
        send(false, piece);
        sent.count(length, System.nanoTime() - begin);
    }

    private void send(boolean last, @Nullable ByteBuffer piece) throws ClientGoneException {
        try {
            Content.Sink.write(response, last, piece);
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }

    /** Notes something about the request. */
    public void note(RequestNote note, String value) {
        note.note(request, value);
    }

    /**
     * Scheme and host by which the client called, for instance {@code https://registry.example.com}; empty where it did not say a sound
     * one. A proxy in front says it by {@code X-Forwarded-Proto} and {@code X-Forwarded-Host}; a client could say so too, and would deceive
     * nobody but itself.
     */
    public Optional<String> origin() {
        String called = request.getHttpURI().getScheme();
        String scheme = header(HttpHeader.X_FORWARDED_PROTO)
                .map(Exchange::first)
                .filter(word -> word.equals("http") || word.equals("https"))
                .orElse(called == null ? "http" : called);
        return header(HttpHeader.X_FORWARDED_HOST)
                .map(Exchange::first)
                .or(() -> header(HttpHeader.HOST))
                .or(() -> Optional.ofNullable(request.getHttpURI().getAuthority()))
                .filter(host -> HOST.matcher(host).matches())
                .map(host -> scheme + "://" + host);
    }

    private static String first(String list) {
        int comma = list.indexOf(',');
        return (comma < 0 ? list : list.substring(0, comma)).strip();
    }

    /** Whether the answer has begun to leave, so that no other one can be given any more. */
    public boolean isCommitted() {
        return response.isCommitted();
    }

    /** Forgets the headers set so far. */
    public void reset() {
        response.reset();
    }
}
