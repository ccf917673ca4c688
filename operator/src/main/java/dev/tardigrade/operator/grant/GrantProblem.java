package dev.tardigrade.operator.grant;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/** Why a text is no access grant, or a grant does not do for what is asked of it. */
public sealed interface GrantProblem {

    /** One sentence with cause and remedy. Holds nothing of the grant's text or keys. */
    String message();

    /** There is no text. */
    record Empty() implements GrantProblem {

        @Override
        public String message() {
            return "The access grant is empty: put the text that `uplink share` or the Storj console gave you there.";
        }
    }

    /** The text is longer than {@code limit} characters. */
    record TooLong(int limit) implements GrantProblem {

        @Override
        public String message() {
            return "The text is longer than %d characters and so no access grant: put the grant alone there."
                    .formatted(limit);
        }
    }

    /** A character that no grant has, the {@code position}th, from 1. */
    record NotBase58(int position) implements GrantProblem {

        @Override
        public String message() {
            return "Character %d cannot be part of an access grant: copy the grant again, as one line without quotes."
                    .formatted(position);
        }
    }

    /** Something was lost or changed on the way. */
    record ChecksumMismatch() implements GrantProblem {

        @Override
        public String message() {
            return "The access grant is damaged or cut off, its checksum does not match: copy it again from beginning to end.";
        }
    }

    /** A format that nobody has defined yet. */
    record VersionUnknown(int version) implements GrantProblem {

        @Override
        public String message() {
            return "Access grants of version %d are unknown, only version 0 is: make a new grant for this project."
                    .formatted(version);
        }
    }

    /** The checksum is right but what it protects is something else. */
    record NotAGrant(Part part) implements GrantProblem {

        @Override
        public String message() {
            return "The text is intact but no access grant, %s cannot be read: use an access grant, not an API key or a passphrase."
                    .formatted(part.words);
        }
    }

    /** The grant names no satellite, or not in a way that can be called. */
    record SatelliteInvalid() implements GrantProblem {

        @Override
        public String message() {
            return "The access grant names no satellite that could be called: make a new grant for this project.";
        }
    }

    /** Keys of objects are encrypted in a way that no supported gateway knows. */
    record PathCipherUnknown(long number) implements GrantProblem {

        @Override
        public String message() {
            return "The access grant uses path cipher %d, known are 1 (null), 2 (AES-GCM) and 3 (SecretBox): make a new grant."
                    .formatted(number);
        }
    }

    /** The grant's time is over. */
    record Expired(Instant notAfter) implements GrantProblem {

        @Override
        public String message() {
            return "The access grant expired at %s: replace it by one that ends later.".formatted(notAfter);
        }
    }

    /** The grant's time has not come. */
    record NotYetValid(Instant notBefore) implements GrantProblem {

        @Override
        public String message() {
            return "The access grant is not valid before %s: wait until then, or replace it by one that begins earlier."
                    .formatted(notBefore);
        }
    }

    /** The grant's caveats leave no instant at which it works. */
    record NeverValid() implements GrantProblem {

        @Override
        public String message() {
            return "The access grant ends before it begins and so never works: replace it by one with an end after its beginning.";
        }
    }

    /** The grant may do less than is needed. */
    record RightsMissing(Set<Right> missing) implements GrantProblem {

        public RightsMissing {
            missing = Right.copyOf(missing);
        }

        @Override
        public String message() {
            return "The access grant lacks the rights to %s: replace it by one that has them."
                    .formatted(missing.stream().map(Right::word).collect(Collectors.joining(", ")));
        }
    }

    /** The grant does not reach the bucket, or only a part of it. */
    record NotCovered(BucketPath path) implements GrantProblem {

        @Override
        public String message() {
            return "The access grant does not cover %s: name a bucket and prefix that it covers, or replace it by a wider one."
                    .formatted(path);
        }
    }

    /** A prefix cannot be computed with this cipher. */
    record PrefixNotSupported(PathCipher cipher) implements GrantProblem {

        @Override
        public String message() {
            return "Prefixes cannot be cut out where the path cipher is %s, only with AES-GCM or null: restrict to the whole bucket."
                    .formatted(cipher.label());
        }
    }

    /** The caveats added over time no longer fit. */
    record TooManyCaveats(int limit) implements GrantProblem {

        @Override
        public String message() {
            return "The restricted access grant would be longer than %d characters: restrict an earlier grant of this chain."
                    .formatted(limit);
        }
    }

    /** What of a grant could not be read. */
    enum Part {
        ENVELOPE("its envelope"),
        API_KEY("its API key"),
        ENCRYPTION("its encryption keys");

        private final String words;

        Part(String words) {
            this.words = words;
        }
    }
}
