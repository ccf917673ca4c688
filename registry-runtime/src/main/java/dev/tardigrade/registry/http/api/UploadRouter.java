package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.ReplicaAddress;
import dev.tardigrade.registry.upload.UploadRef;
import dev.tardigrade.registry.upload.Uploads;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;

/** Brings requests and uploads together: the request goes to the replica that has the upload, or the upload comes here. */
final class UploadRouter {

    /** More replicas than an upload ever is looked for at. */
    private static final int MOST_ASKED = 5;

    /** Tells, as success does, where the client can go on. */
    private static final int OUT_OF_ORDER = 416;

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Uploads uploads;
    private final Forwarder forwarder;

    UploadRouter(Uploads uploads, Forwarder forwarder) {
        this.uploads = uploads;
        this.forwarder = forwarder;
    }

    /**
     * Finds the upload.
     *
     * @return the upload, which is here; empty where another replica had it, and has answered the request
     */
    Optional<UploadRef> find(Exchange exchange, UploadRef ref, Principal principal) throws IOException {
        if (uploads.isHere(ref)) {
            return Optional.of(ref);
        }
        Set<ReplicaAddress> asked = new HashSet<>();
        Optional<ReplicaAddress> next =
                ref.owner().filter(owner -> !uploads.self().equals(Optional.of(owner)));
        while (asked.size() < MOST_ASKED) {
            if (next.isPresent()) {
                Optional<ForeignAnswer> answer = forwarder.ask(next.get(), ref.upload(), exchange);
                if (answer.isPresent()) {
                    relay(exchange, answer.get(), uploads.ownedBy(ref, next, principal));
                    return Optional.empty();
                }
                asked.add(next.get());
            }
            next = uploads.fetch(ref, asked);
            if (next.isEmpty()) {
                return Optional.of(uploads.ownedBy(ref, uploads.self(), principal));
            }
        }
        throw new RegistryException(new Failure.UploadMoved("the upload moves between replicas", RETRY));
    }

    /** The client gets the address that says where the upload is now, so that the next request need not look for it. */
    private static void relay(Exchange exchange, ForeignAnswer answer, UploadRef found) throws IOException {
        answer.headers().forEach((name, value) -> exchange.set(name, List.of(value)));
        if (answer.status() == 202 || answer.status() == 204 || answer.status() == OUT_OF_ORDER) {
            exchange.set(HttpHeader.LOCATION, Locations.upload(found.repository(), found.token()));
        }
        if (answer.body().size() == 0) {
            exchange.answer(answer.status());
        } else {
            exchange.answer(answer.status(), MediaType.JSON, answer.body());
        }
    }
}
