package dev.tardigrade.registry.notifications;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Something that a client has done, with success.
 *
 * @param actor who it is; empty where it gave no credentials
 */
public record Event(UUID id, Instant at, EventAction action, Target target, Cause cause, Optional<String> actor) {

    /**
     * What it was done to.
     *
     * @param from the repository that a blob was mounted from, where the client named it
     * @param url of the content, where the configuration says by which address clients call
     */
    public record Target(
            RepositoryName repository,
            Optional<MediaType> mediaType,
            Optional<Digest> digest,
            OptionalLong size,
            Optional<Tag> tag,
            Optional<RepositoryName> from,
            Optional<String> url) {}

    /**
     * The request.
     *
     * @param id by which the log names it
     * @param address of the client
     * @param host that the client says it calls
     */
    public record Cause(String id, String address, Optional<String> host, String method, Optional<String> userAgent) {}
}
