package dev.tardigrade.registry.layout;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectKey;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where {@code registry:2} (distribution 2 and 3) keeps images. Blob records may name bytes there; nothing is ever written there.
 *
 * <pre>
 * docker/registry/v2/blobs/&lt;alg&gt;/&lt;2 hex&gt;/&lt;hex&gt;/data                                      bytes of blobs and of manifests
 * docker/registry/v2/repositories/&lt;name&gt;/_layers/&lt;alg&gt;/&lt;hex&gt;/link                       the repository may serve the blob
 * docker/registry/v2/repositories/&lt;name&gt;/_manifests/revisions/&lt;alg&gt;/&lt;hex&gt;/link          the repository has the manifest
 * docker/registry/v2/repositories/&lt;name&gt;/_manifests/tags/&lt;tag&gt;/current/link             digest of what the tag points to
 * docker/registry/v2/repositories/&lt;name&gt;/_manifests/tags/&lt;tag&gt;/index/&lt;alg&gt;/&lt;hex&gt;/link   what it has pointed to
 * docker/registry/v2/repositories/&lt;name&gt;/_uploads/&lt;id&gt;/…                              open uploads
 * </pre>
 */
public final class Registry2Tree {

    private static final Pattern DATA = Pattern.compile("blobs/([a-z0-9]+)/([0-9a-f]{2})/(\\2[0-9a-f]+)/data");
    private static final Pattern LINK = Pattern.compile("repositories/(?<name>[^_].*?)/(?:"
            + "_(?<kind>layers|manifests/revisions)/(?<alg>[a-z0-9_+.-]+)/(?<hex>[0-9A-Za-z]+)/link"
            + "|_manifests/tags/(?<tag>[^/]+)/current/link)");
    private static final Pattern UPLOAD = Pattern.compile("(repositories/[^_].*?/_uploads/[^/]+)/.+");

    private final KeyPrefix root;

    Registry2Tree(KeyPrefix above) {
        this.root = new KeyPrefix(above.value() + "docker/registry/v2/");
    }

    /** Below this lies all of it. */
    public KeyPrefix root() {
        return root;
    }

    /** Where bytes of this digest lie, if they are there. */
    public ObjectKey data(Digest digest) {
        return root.key(
                "blobs/" + digest.algorithm().id() + "/" + digest.hex().substring(0, 2) + "/" + digest.hex() + "/data");
    }

    /** Where a tag says what it points to. */
    public ObjectKey tag(RepositoryName repository, Tag tag) {
        return root.key("repositories/" + repository + "/_manifests/tags/" + tag.value() + "/current/link");
    }

    /** Where a repository says that it may serve a blob. */
    public ObjectKey layer(RepositoryName repository, Digest blob) {
        return root.key(
                "repositories/" + repository + "/_layers/" + blob.algorithm().id() + "/" + blob.hex() + "/link");
    }

    /** Where a repository says that it has a manifest. */
    public ObjectKey revision(RepositoryName repository, Digest manifest) {
        return root.key("repositories/" + repository + "/_manifests/revisions/"
                + manifest.algorithm().id() + "/" + manifest.hex() + "/link");
    }

    /** The digest of the bytes at this key; empty where something else lies there, or nothing of this tree. */
    public Optional<Digest> dataAt(ObjectKey key) {
        return key.value().startsWith(root.value()) && entryAt(key) instanceof Registry2Entry.Data(Digest digest)
                ? Optional.of(digest)
                : Optional.empty();
    }

    /** What lies at this key below {@link #root}. */
    public Registry2Entry entryAt(ObjectKey key) {
        String path = key.value().substring(root.value().length());
        Matcher data = DATA.matcher(path);
        Matcher link = LINK.matcher(path);
        Matcher upload = UPLOAD.matcher(path);
        if (upload.matches()) {
            return new Registry2Entry.Upload(upload.group(1));
        }
        try {
            if (data.matches()) {
                return new Registry2Entry.Data(Digest.parse(data.group(1) + ":" + data.group(3)));
            }
            return link.matches() ? link(link) : new Registry2Entry.Other();
        } catch (RegistryException _) {
            return new Registry2Entry.Misnamed(path);
        }
    }

    private static Registry2Entry link(Matcher link) {
        RepositoryName repository = RepositoryName.parse(link.group("name"));
        if (link.group("tag") != null) {
            return new Registry2Entry.Tagged(repository, Tag.parse(link.group("tag")));
        }
        Digest digest = Digest.parse(link.group("alg") + ":" + link.group("hex"));
        return link.group("kind").equals("layers")
                ? new Registry2Entry.Layer(repository, digest)
                : new Registry2Entry.Revision(repository, digest);
    }
}
