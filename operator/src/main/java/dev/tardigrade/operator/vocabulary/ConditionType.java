package dev.tardigrade.operator.vocabulary;

/** The types of conditions of a Registry, in the order in which they stand in its status. */
public enum ConditionType {
    /** Serving this generation on all exposures. */
    READY("Ready"),
    /** The operator is changing something. */
    PROGRESSING("Progressing"),
    /** A failure has lasted five minutes, or stays until someone acts. */
    DEGRADED("Degraded"),
    /** Every Secret that the spec names is there and valid, and so is what it needs of the cluster. */
    REFERENCES_RESOLVED("ReferencesResolved"),
    /** The bucket exists, is ours, and passed the probe. */
    STORAGE_READY("StorageReady"),
    /** The gateway answers. Only where there is one. */
    GATEWAY_READY("GatewayReady"),
    /** The grant of the gateway is valid, and its renewal is due later. Only where the operator makes one. */
    CREDENTIALS_READY("CredentialsReady"),
    /** Each exposure is accepted and has an address. */
    EXPOSURE_READY("ExposureReady"),
    /** The operator changes nothing. Only while it is so. */
    PAUSED("Paused"),
    /** Nothing can be pushed. Only while it is so. */
    READ_ONLY("ReadOnly");

    private final String word;

    ConditionType(String word) {
        this.word = word;
    }

    /** As the status spells it. */
    public String word() {
        return word;
    }
}
