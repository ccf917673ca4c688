package dev.tardigrade.registry.retention;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;

/**
 * A tag that rules cover and none of them keeps.
 *
 * @param digest that it points to
 * @param reason in one line: when it was pushed, and why no rule keeps it
 */
public record ExpiredTag(RepositoryName repository, Tag tag, Digest digest, String reason) {}
