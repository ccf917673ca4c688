package dev.tardigrade.operator.vocabulary;

/**
 * Names of the objects that belong to a Registry.
 *
 * @param registry name of the Registry
 */
public record Names(String registry) {

    /** Owns the fields that the operator applies. */
    public static final String FIELD_MANAGER = "tardigrade-operator";

    /** Owns the number of servers while it passes from the operator to an autoscaler. */
    public static final String HANDOVER_MANAGER = "tardigrade-operator-handover";

    /** Keeps a Registry until its images are gone, where they are to go with it. */
    public static final String FINALIZER = "tardigrade.dev/images";

    public static final String CLEANUP_CONTAINER = "cleanup";
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

    /**
     * What belongs to one edition of the gateway: the Secret of its grant and keys, and where it runs by itself its Deployment and Service.
     *
     * @param edition at most 8 lower-case letters and digits
     */
    public String gateway(String edition) {
        return registry + "-gateway-" + edition;
    }

    /** The Job that empties the bucket of a Registry that goes. */
    public String cleanup() {
        return registry + "-cleanup";
    }

    public String volumeClaim() {
        return registry + "-data";
    }

    /** The headless Service by which servers find each other, and Prometheus finds them. */
    public String peers() {
        return registry + "-peers";
    }

    /** The Secret of the files that servers read: users, certificate. */
    public String files() {
        return registry + "-files";
    }

    /** The Secret of the keys that sign tokens. */
    public String tokens() {
        return registry + "-tokens";
    }

    /** The Secret of the passwords of all robots. */
    public String robots() {
        return registry + "-robots";
    }

    /** The Secret of the public keys that verify tokens of ServiceAccounts. */
    public String clusterKeys() {
        return registry + "-cluster-keys";
    }

    /** The Secret that a robot logs in with. */
    public String robot(String name) {
        return registry + "-" + name + "-robot";
    }

    /** The certificate that servers have from an issuer, and its Secret. */
    public String serverCertificate() {
        return registry + "-server-tls";
    }

    public String autoscaler() {
        return registry;
    }

    public String disruptionBudget() {
        return registry;
    }

    public String networkPolicy() {
        return registry;
    }

    /** Of what is about all gateways in pods of their own: network policy, disruption budget. */
    public String gateways() {
        return registry + "-gateway";
    }

    public String monitor() {
        return registry;
    }

    public String dashboard() {
        return registry + "-dashboard";
    }

    /** The Service, Ingress or route of an exposure. */
    public String exposureService(String exposure) {
        return registry + "-" + exposure;
    }

    /** The certificate that an exposure has from an issuer, and its Secret. */
    public String exposureCertificate(String exposure) {
        return registry + "-" + exposure + "-tls";
    }
}
