package dev.tardigrade.registry.layout;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the keys below {@code repos/} back. */
final class RepositoryEntries {

    private static final Pattern PATH =
            Pattern.compile("(?<name>[^_].*?)/_(?<kind>blobs|manifests|tags|referrers)/(?<rest>.+)");
    private static final Pattern REFERRAL =
            Pattern.compile("(?<alg>[a-z0-9]+)/(?<hex>[0-9a-f]+)/(?<alg2>[a-z0-9]+)-(?<hex2>[0-9a-f]+)");

    private RepositoryEntries() {}

    /** Empty where the path, without what is common to all, is none that {@link BucketLayout} makes. */
    static Optional<RepositoryEntry> parse(String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return entry(RepositoryName.parse(parts.group("name")), parts.group("kind"), parts.group("rest"));
        } catch (RegistryException _) {
            return Optional.empty();
        }
    }

    private static Optional<RepositoryEntry> entry(RepositoryName repository, String kind, String rest) {
        return switch (kind) {
            case "blobs" -> Optional.of(new RepositoryEntry.Membership(repository, digest(rest)));
            case "manifests" -> Optional.of(new RepositoryEntry.Manifest(repository, digest(rest)));
            case "tags" -> Optional.of(new RepositoryEntry.Tagged(repository, Tag.parse(rest)));
            default -> referral(repository, rest);
        };
    }

    private static Optional<RepositoryEntry> referral(RepositoryName repository, String rest) {
        Matcher parts = REFERRAL.matcher(rest);
        return parts.matches()
                ? Optional.of(new RepositoryEntry.Referral(
                        repository,
                        Digest.parse(parts.group("alg") + ":" + parts.group("hex")),
                        Digest.parse(parts.group("alg2") + ":" + parts.group("hex2"))))
                : Optional.empty();
    }

    private static Digest digest(String path) {
        return Digest.parse(path.replace('/', ':'));
    }
}
