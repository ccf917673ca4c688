package dev.tardigrade.registry.http;

import dev.tardigrade.registry.http.message.QueryParameters;
import dev.tardigrade.registry.http.message.RegistryHeader;
import dev.tardigrade.registry.http.message.RequestNote;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.notifications.Event;
import dev.tardigrade.registry.notifications.EventAction;
import dev.tardigrade.registry.notifications.Notifier;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of requests that have ended well. The replica that the client has called does it, also where another one has answered. HEAD makes
 * none, as in {@code registry:2}, and neither does a body that did not go out whole.
 */
final class EventLog implements RequestLog {

    /** Of what a client says of itself: many events may wait in memory. */
    private static final int MOST_CHARACTERS = 256;

    private final Notifier notifier;
    private final InstantSource clock;
    private final Optional<URI> host;

    /**
     * @param host of the addresses of contents. It is not taken from requests, for a client could send receivers, which fetch what they are told
     *     of, to any other host.
     */
    EventLog(Notifier notifier, InstantSource clock, Optional<URI> host) {
        this.notifier = notifier;
        this.clock = clock;
        this.host = host;
    }

    @Override
    public void log(Request request, Response response) {
        String kind = RequestNote.KIND.of(request);
        String repository = RequestNote.REPOSITORY.of(request);
        if (!notifier.hasReceivers() || kind == null || repository == null || isCutOff(response)) {
            return;
        }
        action(kind, request, response).ifPresent(action -> {
            Seen seen = new Seen(request, response, RepositoryName.parse(repository));
            targets(kind, action, seen).forEach(target -> notifier.accept(seen.event(action, target)));
        });
    }

    private static boolean isCutOff(Response response) {
        long announced = response.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        return announced > 0 && Response.getContentBytesWritten(response) < announced;
    }

    private static Optional<EventAction> action(String kind, Request request, Response response) {
        int status = response.getStatus();
        return switch (kind + " " + request.getMethod()) {
            case "manifest GET" -> when(status == 200, EventAction.PULL);
            case "blob GET" -> when(status == 200 || status == 206 || status == 307, EventAction.PULL);
            case "manifest PUT", "upload PUT" -> when(status == 201, EventAction.PUSH);
            case "newupload POST" ->
                when(status == 201, query(request, "digest").isPresent() ? EventAction.PUSH : EventAction.MOUNT);
            case "manifest DELETE", "blob DELETE" -> when(status == 202, EventAction.DELETE);
            default -> Optional.empty();
        };
    }

    private static Optional<EventAction> when(boolean happened, EventAction action) {
        return happened ? Optional.of(action) : Optional.empty();
    }

    private static Stream<Event.Target> targets(String kind, EventAction action, Seen seen) {
        if (!kind.equals("manifest")) {
            Optional<MediaType> octets =
                    action == EventAction.DELETE ? Optional.empty() : Optional.of(MediaType.OCTET_STREAM);
            return Stream.of(seen.target("blobs", octets, seen.size(), Optional.empty()));
        }
        List<Tag> tags = seen.tags(action);
        Optional<MediaType> type = seen.mediaType(action);
        return tags.isEmpty()
                ? Stream.of(seen.target("manifests", type, seen.size(), Optional.empty()))
                : tags.stream().map(tag -> seen.target("manifests", type, seen.size(), Optional.of(tag)));
    }

    private static Optional<String> query(Request request, String name) {
        String raw = request.getHttpURI().getQuery();
        return Optional.ofNullable(raw)
                .flatMap(text -> parsed(text, QueryParameters::parse))
                .flatMap(parameters -> parsed(name, parameters::single))
                .flatMap(value -> value);
    }

    /** Empty where it is none: the client has been answered already. */
    private static <T> Optional<T> parsed(String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (RegistryException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> cut(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(whole -> whole.codePointCount(0, whole.length()) <= MOST_CHARACTERS
                        ? whole
                        : whole.substring(0, whole.offsetByCodePoints(0, MOST_CHARACTERS)));
    }

    /** What a request and its answer tell. */
    private final class Seen {

        private final Request request;
        private final Response response;
        private final RepositoryName repository;
        private final String reference;

        Seen(Request request, Response response, RepositoryName repository) {
            this.request = request;
            this.response = response;
            this.repository = repository;
            this.reference = Objects.requireNonNullElse(RequestNote.REFERENCE.of(request), "");
        }

        Event.Target target(String kind, Optional<MediaType> type, OptionalLong size, Optional<Tag> tag) {
            Optional<Digest> digest = Optional.ofNullable(
                            response.getHeaders().get(RegistryHeader.CONTENT_DIGEST.toString()))
                    .or(() -> Optional.of(reference))
                    .flatMap(text -> parsed(text, Digest::parse));
            Optional<String> url = digest.flatMap(found -> host.map(root ->
                    root.resolve("/v2/" + repository + "/" + kind + "/" + found).toString()));
            Optional<RepositoryName> from = query(request, "from").flatMap(text -> parsed(text, RepositoryName::parse));
            return new Event.Target(repository, type, digest, size, tag, from, url);
        }

        /** A push may be to several tags. */
        List<Tag> tags(EventAction action) {
            Stream<String> extra = action == EventAction.PUSH
                    ? response.getHeaders().getValuesList(RegistryHeader.TAG.toString()).stream()
                    : Stream.empty();
            return Stream.concat(Stream.of(reference).filter(text -> text.indexOf(':') < 0), extra)
                    .flatMap(text -> parsed(text, Tag::parse).stream())
                    .distinct()
                    .toList();
        }

        Optional<MediaType> mediaType(EventAction action) {
            String written = switch (action) {
                case PULL -> response.getHeaders().get(HttpHeader.CONTENT_TYPE);
                case PUSH, MOUNT -> request.getHeaders().get(HttpHeader.CONTENT_TYPE);
                case DELETE -> null;
            };
            return Optional.ofNullable(written).flatMap(MediaType::ofHeader);
        }

        /** Where one request tells it: of an upload in several ones it is not known here. */
        OptionalLong size() {
            long bytes = switch (request.getMethod() + " " + response.getStatus()) {
                case "GET 200" -> response.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
                case "PUT 201" ->
                    "manifest".equals(RequestNote.KIND.of(request)) ? Request.getContentBytesRead(request) : -1;
                case "POST 201" -> query(request, "digest").isPresent() ? Request.getContentBytesRead(request) : -1;
                default -> -1;
            };
            return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
        }

        Event event(EventAction action, Event.Target target) {
            Optional<String> agent = cut(request.getHeaders().get(HttpHeader.USER_AGENT));
            Optional<String> called = cut(request.getHeaders().get(HttpHeader.HOST))
                    .or(() -> cut(request.getHttpURI().getAuthority()));
            return new Event(
                    UUID.randomUUID(),
                    clock.instant(),
                    action,
                    target,
                    new Event.Cause(
                            String.valueOf(request.getAttribute(RequestId.ATTRIBUTE)),
                            Request.getRemoteAddr(request),
                            called,
                            request.getMethod(),
                            agent),
                    Optional.ofNullable(RequestNote.USER.of(request)));
        }
    }
}
