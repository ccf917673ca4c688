package dev.tardigrade.registry.manifest.document;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Descriptor;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.Referrer;
import dev.tardigrade.registry.model.RegistryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a manifest that the registry knows, as they stand there; what kind of manifest they make is not judged here. */
final class ManifestFields {

    private static final List<String> KNOWN = List.of(
            "schemaVersion", "mediaType", "config", "layers", "manifests", "subject", "artifactType", "annotations");
    private static final List<String> OF_DESCRIPTORS =
            List.of("mediaType", "digest", "size", "artifactType", "annotations", "urls", "data", "platform");

    private final ManifestTokens tokens;
    private final boolean whole;
    private boolean version2;
    private Optional<MediaType> mediaType = Optional.empty();
    private Optional<MediaType> artifactType = Optional.empty();
    private Optional<Descriptor> config = Optional.empty();
    private Optional<Descriptor> subject = Optional.empty();
    private Map<String, String> annotations = Map.of();
    private @Nullable List<Referrer> layers;
    private @Nullable List<Referrer> manifests;

    private ManifestFields(ManifestTokens tokens, boolean whole) {
        this.tokens = tokens;
        this.whole = whole;
    }

    /**
     * Reads a manifest.
     *
     * @throws RegistryException with {@link Failure.ManifestInvalid} where it is no JSON, or a field is not what it should be
     */
    static ManifestFields of(Bytes content) {
        return read(content, false);
    }

    /** As {@link #of}, with the annotations of what it lists, which else are passed over. */
    static ManifestFields withAnnotationsOfEach(Bytes content) {
        return read(content, true);
    }

    private static ManifestFields read(Bytes content, boolean whole) {
        try (ManifestTokens tokens = ManifestTokens.open(content)) {
            ManifestFields fields = new ManifestFields(tokens, whole);
            tokens.document(KNOWN, fields::field);
            if (!fields.version2) {
                throw ManifestTokens.invalid("its schemaVersion must be 2");
            }
            return fields;
        } catch (StreamConstraintsException e) {
            throw new RegistryException(
                    new Failure.ManifestInvalid("the manifest is invalid: it has too many values, or nests too deeply"),
                    e);
        } catch (IOException e) {
            throw new RegistryException(
                    new Failure.ManifestInvalid("the manifest is not JSON in UTF-8, or has a field twice"), e);
        }
    }

    Optional<MediaType> mediaType() {
        return mediaType;
    }

    Optional<MediaType> artifactType() {
        return artifactType;
    }

    Optional<Descriptor> config() {
        return config;
    }

    Optional<Descriptor> subject() {
        return subject;
    }

    Map<String, String> annotations() {
        return annotations;
    }

    Optional<List<Descriptor>> layers() {
        return Optional.ofNullable(layers).map(ManifestFields::descriptors);
    }

    Optional<List<Descriptor>> manifests() {
        return Optional.ofNullable(manifests).map(ManifestFields::descriptors);
    }

    /** What an index lists; none where it is no index. */
    List<Referrer> listed() {
        List<Referrer> all = manifests;
        return all == null ? List.of() : all;
    }

    private static List<Descriptor> descriptors(List<Referrer> listed) {
        return listed.stream().map(Referrer::manifest).toList();
    }

    private void field(String name) throws IOException {
        switch (name) {
            case "schemaVersion" -> version2 = tokens.isInt(2) || passed();
            case "mediaType" -> mediaType = tokens.type("its mediaType");
            case "artifactType" -> artifactType = tokens.type("its artifactType");
            case "annotations" -> annotations = tokens.texts();
            case "config" -> config = optional();
            case "subject" -> subject = optional();
            case "layers" -> layers = list(name);
            case "manifests" -> manifests = list(name);
            default -> tokens.skip();
        }
    }

    private boolean passed() throws IOException {
        tokens.skip();
        return false;
    }

    private Optional<Descriptor> optional() throws IOException {
        return tokens.isNull() ? Optional.empty() : Optional.of(entry().manifest());
    }

    private List<Referrer> list(String field) throws IOException {
        List<Referrer> all = new ArrayList<>();
        tokens.list(field, () -> all.add(entry()));
        return all;
    }

    private Referrer entry() throws IOException {
        Entry entry = new Entry();
        tokens.object("a descriptor in it", OF_DESCRIPTORS, entry::field);
        return entry.referrer();
    }

    /** A descriptor as it is read. */
    private final class Entry {

        private Optional<MediaType> type = Optional.empty();
        private Optional<MediaType> artifact = Optional.empty();
        private Optional<Digest> digest = Optional.empty();
        private Map<String, String> notes = Map.of();
        private long size = -1;

        private void field(String name) throws IOException {
            switch (name) {
                case "mediaType" -> type = tokens.type("the mediaType of a descriptor in it");
                case "digest" -> digest = Optional.of(digest(tokens.text("a digest in it")));
                case "size" -> size = tokens.size();
                case "artifactType" -> artifact = tokens.type("the artifactType of a descriptor in it");
                case "annotations" -> notes = annotations();
                default -> tokens.skip();
            }
        }

        private Map<String, String> annotations() throws IOException {
            if (whole) {
                return tokens.texts();
            }
            tokens.skip();
            return Map.of();
        }

        private static Digest digest(String text) {
            try {
                return Digest.parse(text);
            } catch (RegistryException e) {
                throw new RegistryException(new Failure.ManifestInvalid("in the manifest " + e.getMessage()), e);
            }
        }

        private Referrer referrer() {
            if (digest.isEmpty() || type.isEmpty() || size < 0) {
                throw ManifestTokens.invalid("a descriptor in it lacks its mediaType, digest or size");
            }
            return new Referrer(new Descriptor(type.get(), digest.get(), size), artifact, notes);
        }
    }
}
