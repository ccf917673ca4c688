package dev.tardigrade.registry.layout;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;

/** What an object in the tree of {@code registry:2} stands for. */
public sealed interface Registry2Entry {

    /** Bytes of a blob or of a manifest. */
    record Data(Digest digest) implements Registry2Entry {}

    /** The repository may serve the blob. */
    record Layer(RepositoryName repository, Digest blob) implements Registry2Entry {}

    /** The repository has the manifest. */
    record Revision(RepositoryName repository, Digest digest) implements Registry2Entry {}

    /** Holds the digest of what a tag points to. */
    record Tagged(RepositoryName repository, Tag tag) implements Registry2Entry {}

    /**
     * Part of an upload that was not finished.
     *
     * @param folder of the upload, below the tree
     */
    record Upload(String folder) implements Registry2Entry {}

    /**
     * One of these, but for a name that is none.
     *
     * @param path below the tree
     */
    record Misnamed(String path) implements Registry2Entry {}

    /** History and the like, which no reader needs. */
    record Other() implements Registry2Entry {}
}
