package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.operator.grant.AccessGrant;
import dev.tardigrade.operator.grant.BucketName;
import dev.tardigrade.operator.grant.BucketPath;
import dev.tardigrade.operator.grant.GrantException;
import dev.tardigrade.operator.grant.GrantProblem;
import dev.tardigrade.operator.grant.GrantText;
import dev.tardigrade.operator.grant.Restriction;
import dev.tardigrade.operator.grant.Right;
import dev.tardigrade.operator.registry.model.GatewayCredentials;
import dev.tardigrade.operator.registry.model.Nonce;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.vocabulary.Reason;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which grant a gateway gets, from the one that the user gave and the one in use. The only place that does. A gateway never gets the
 * user's own, but one that is cut down to the bucket, to the rights of a registry, and to a time.
 */
sealed interface GatewayGrant {

    /** What is in use stays in use. */
    record Kept(Outlook outlook) implements GatewayGrant {}

    /** A new one is to replace what is in use, if anything is. */
    record Renewed(SecretValue grant) implements GatewayGrant {}

    /** What the user gave does not do. */
    record Refused(Problem problem) implements GatewayGrant {}

    /** To overwrite an object on Storj needs the right to delete, too. */
    Set<Right> NEEDED = EnumSet.allOf(Right.class);

    /**
     * What a decision is about.
     *
     * @param source names Secret and key of what was given, for messages
     * @param prefix below which the registry keeps all; null for the whole bucket
     * @param rolling whether some servers may still work with what was issued before the current
     */
    record Case(
            SecretValue given,
            String source,
            BucketName bucket,
            @Nullable String prefix,
            Optional<GatewayCredentials> current,
            boolean rolling,
            Rotation rotation) {}

    static GatewayGrant decide(Case of, Nonce nonce, Instant now) {
        try {
            var parent = AccessGrant.parse(GrantText.of(of.given().reveal()));
            var path = path(of, parent);
            var current = of.current().flatMap(GatewayGrant::parse);
            var problem = parent.problems(path, NEEDED, now).stream()
                    .findFirst()
                    .map(found -> problem(of, found))
                    .or(() -> current.flatMap(old -> estrangement(of, parent, old, path)));
            if (problem.isPresent()) {
                return new Refused(problem.get());
            }
            return current.filter(child -> child.isCutFrom(parent)
                            && child.problems(path, NEEDED, now).isEmpty())
                    .flatMap(child -> kept(of, parent, child, now))
                    .orElseGet(() -> renewed(of, parent, path, nonce, now));
        } catch (GrantException e) {
            return new Refused(problem(of, e.problem()));
        }
    }

    /** What is to come of credentials whose replacement cannot be decided about. */
    static Outlook outlook(GatewayCredentials current, Rotation rotation) {
        var end = parse(current).map(child -> child.validity().notAfter()).orElse(Instant.MAX);
        return new Outlook(current, end, rotation.due(current, end, Instant.MAX));
    }

    private static Optional<GatewayGrant> kept(Case of, AccessGrant parent, AccessGrant child, Instant now) {
        var current = of.current().orElseThrow();
        var end = child.validity().notAfter();
        var due = of.rotation()
                .due(
                        current,
                        end,
                        earlier(parent.validity().notAfter(), of.rotation().end(now)));
        var renewal = of.rolling() && !now.isBefore(due) ? of.rotation().patience(due) : due;
        return now.isBefore(renewal) ? Optional.of(new Kept(new Outlook(current, end, renewal))) : Optional.empty();
    }

    private static Renewed renewed(Case of, AccessGrant parent, BucketPath path, Nonce nonce, Instant now) {
        var child = parent.restrict(Restriction.none()
                .to(path)
                .toObjectsAlone()
                .notAfter(earlier(parent.validity().notAfter(), of.rotation().end(now)))
                .nonce(nonce.toBytes()));
        return new Renewed(SecretValue.of(child.serialize().reveal()));
    }

    /** The whole bucket, because buckets are made and looked at as a whole; less only where the user gave less. */
    private static BucketPath path(Case of, AccessGrant parent) {
        var whole = BucketPath.whole(of.bucket());
        return of.prefix() == null || parent.coverage().contains(whole)
                ? whole
                : BucketPath.below(of.bucket(), of.prefix());
    }

    /** Why this grant cannot go on where the one in use is to be left, though it may be valid. */
    private static Optional<Problem> estrangement(Case of, AccessGrant parent, AccessGrant current, BucketPath path) {
        if (!parent.satellite().isSameAs(current.satellite())) {
            return Optional.of(new Problem(
                    Reason.GRANT_FOREIGN,
                    "%s: the access grant is for satellite %s, but bucket %s is on %s: put in a grant of that project, or make another Registry"
                            .formatted(of.source(), parent.satellite(), of.bucket(), current.satellite())));
        }
        return parent.opensLike(current, path)
                ? Optional.empty()
                : Optional.of(new Problem(
                        Reason.GRANT_KEY_DIFFERS,
                        "%s: the access grant encrypts with another key than the one in use (another passphrase, or another encryption of names), so it would not see the images in bucket %s: put in a grant that is made with the same passphrase, or make another Registry"
                                .formatted(of.source(), of.bucket())));
    }

    private static Problem problem(Case of, GrantProblem problem) {
        var reason = switch (problem) {
            case GrantProblem.Expired _ -> Reason.GRANT_EXPIRED;
            case GrantProblem.RightsMissing _, GrantProblem.NotCovered _, GrantProblem.PrefixNotSupported _ ->
                Reason.GRANT_TOO_NARROW;
            case GrantProblem.Empty _,
                    GrantProblem.TooLong _,
                    GrantProblem.NotBase58 _,
                    GrantProblem.ChecksumMismatch _,
                    GrantProblem.VersionUnknown _,
                    GrantProblem.NotAGrant _,
                    GrantProblem.SatelliteInvalid _,
                    GrantProblem.PathCipherUnknown _,
                    GrantProblem.NotYetValid _,
                    GrantProblem.NeverValid _,
                    GrantProblem.TooManyCaveats _ -> Reason.GRANT_INVALID;
        };
        return new Problem(reason, of.source() + ": " + problem.message());
    }

    private static Optional<AccessGrant> parse(GatewayCredentials credentials) {
        try {
            return Optional.of(
                    AccessGrant.parse(GrantText.of(credentials.grant().reveal())));
        } catch (GrantException _) {
            return Optional.empty();
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
