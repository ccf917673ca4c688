package dev.tardigrade.registry.layout;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;

/** What an object below a repository stands for. */
public sealed interface RepositoryEntry {

    RepositoryName repository();

    /** The repository may serve the blob. */
    record Membership(RepositoryName repository, Digest blob) implements RepositoryEntry {}

    record Manifest(RepositoryName repository, Digest digest) implements RepositoryEntry {}

    record Tagged(RepositoryName repository, Tag tag) implements RepositoryEntry {}

    /** One manifest is about another one. */
    record Referral(RepositoryName repository, Digest subject, Digest referrer) implements RepositoryEntry {}
}
