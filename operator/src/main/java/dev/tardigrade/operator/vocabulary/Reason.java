package dev.tardigrade.operator.vocabulary;

import java.util.Optional;
import java.util.stream.Stream;

/** Why a condition is as it is. */
public enum Reason {
    /** As wanted. */
    AS_EXPECTED("AsExpected", false),

    PROVISIONING("Provisioning", false),
    ROLLOUT_IN_PROGRESS("RolloutInProgress", false),
    STORAGE_NOT_READY("StorageNotReady", false),
    GATEWAY_NOT_READY("GatewayNotReady", false),
    EXPOSURE_NOT_READY("ExposureNotReady", false),
    INVALID_SPEC("InvalidSpec", true),
    REFERENCES_NOT_RESOLVED("ReferencesNotResolved", false),
    FIELD_CONFLICT("FieldConflict", true),

    SECRET_NOT_FOUND("SecretNotFound", false),
    SECRET_KEY_MISSING("SecretKeyMissing", false),
    SECRET_INVALID("SecretInvalid", true),
    ISSUER_UNAVAILABLE("IssuerUnavailable", false),
    GRANT_INVALID("GrantInvalid", true),
    GRANT_EXPIRED("GrantExpired", true),
    GRANT_TOO_NARROW("GrantTooNarrow", true),
    GRANT_FOREIGN("GrantForeign", true),
    GRANT_KEY_DIFFERS("GrantKeyDiffers", true),

    BUCKET_OWNED_BY_ANOTHER("BucketOwnedByAnother", true),
    ACCESS_DENIED("AccessDenied", true),
    ENDPOINT_UNREACHABLE("EndpointUnreachable", false),
    BUCKET_MISSING("BucketMissing", true),
    QUOTA_EXCEEDED("QuotaExceeded", true),
    INVALID_CONFIGURATION("InvalidConfiguration", true),
    STORAGE_FAULT("StorageFault", false),

    GATEWAY_UNAVAILABLE("GatewayUnavailable", false),
    GRANT_REJECTED("GrantRejected", true),

    ROTATING("Rotating", false),
    EXPIRED("Expired", true),

    ADDRESS_PENDING("AddressPending", false),
    ROUTE_NOT_ACCEPTED("RouteNotAccepted", false),
    CERTIFICATE_NOT_READY("CertificateNotReady", false),
    API_NOT_INSTALLED("ApiNotInstalled", false),

    PAUSED("Paused", false),
    UNMANAGED("Unmanaged", false),
    READ_ONLY("ReadOnly", false);

    private final String word;
    private final boolean permanent;

    Reason(String word, boolean permanent) {
        this.word = word;
        this.permanent = permanent;
    }

    /** As conditions and events spell it. */
    public String word() {
        return word;
    }

    /** Whether it stays until someone acts. Such a failure is shown at once and not only after some minutes. */
    public boolean isPermanent() {
        return permanent;
    }

    /** The reason that is spelled so. */
    public static Optional<Reason> of(String word) {
        return Stream.of(values()).filter(reason -> reason.word.equals(word)).findFirst();
    }
}
