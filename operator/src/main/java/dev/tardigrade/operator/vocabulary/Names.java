package dev.tardigrade.operator.vocabulary;

/**
 * Names of the objects that belong to a Registry.
 *
 * @param registry name of the Registry
 */
public record Names(String registry) {

    /** Owns the fields that the operator applies. */
    public static final String FIELD_MANAGER = "tardigrade-operator";

    public static final String GATEWAY_CONTAINER = "gateway";
    public static final String BUCKET_CONTAINER = "bucket";
    public static final String REGISTRY_CONTAINER = "registry";

    public String deployment() {
        return registry;
    }

    public String service() {
        return registry;
    }

    /** Not the bare name, which people like to give to accounts of their own. */
    public String serviceAccount() {
        return registry + "-registry";
    }

    public String configMap() {
        return registry + "-config";
    }

    /** The Secret of the keys that servers and gateway share. */
    public String keys() {
        return registry + "-keys";
    }

    /** The Secret of the grant that the gateway works with. */
    public String gateway() {
        return registry + "-gateway";
    }

    public String volumeClaim() {
        return registry + "-data";
    }

    public String exposureService(String exposure) {
        return registry + "-" + exposure;
    }
}
