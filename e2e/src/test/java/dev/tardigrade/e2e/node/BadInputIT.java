package dev.tardigrade.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.apiserver.Specs;
import dev.tardigrade.e2e.beds.Node;
import dev.tardigrade.e2e.beds.NodeExtension;
import dev.tardigrade.e2e.beds.StorjFaults.Link;
import dev.tardigrade.e2e.beds.StorjNetwork;
import dev.tardigrade.e2e.beds.TestNamespace;
import dev.tardigrade.e2e.image.Layer;
import dev.tardigrade.e2e.image.PlainClient;
import dev.tardigrade.e2e.node.TeamRegistry.Condition;
import dev.tardigrade.e2e.storj.Gateway;
import dev.tardigrade.e2e.storj.OperatorProgram;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each mistake shows as a condition within a minute, and heals without an edit of the Registry when its cause is gone. */
@Tag("node")
@ExtendWith(NodeExtension.class)
final class BadInputIT {

    private static final Duration TOLD_WITHIN = Duration.ofMinutes(1);
    private static final Duration HEALED_WITHIN = Duration.ofMinutes(3);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void install(Node node, @TempDir Path folder) {
        Product.install(node, folder);
    }

    @AfterAll
    static void hangUp() {
        HTTP.close();
    }

    private static PlainClient client(TeamRegistry registry) {
        return new PlainClient(HTTP, TOLD_WITHIN, List.of(registry.inside()));
    }

    @Test
    void secretWithoutTheKeyIsNamed(TestNamespace namespace, StorjNetwork storj) {
        TeamRegistry registry = new TeamRegistry(namespace);
        registry.putSecret("grant", storj.grant());
        registry.apply();

        awaitReason(registry, "ReferencesResolved", "SecretKeyMissing");
        assertThat(messageOf(registry, "ReferencesResolved")).contains("storj-access", "accessGrant");

        registry.putSecret("accessGrant", storj.grant());
        awaitReady(registry);
    }

    @Test
    void grantThatIsNoneIsRefused(TestNamespace namespace, StorjNetwork storj) {
        TeamRegistry registry = new TeamRegistry(namespace);
        registry.putSecret("accessGrant", "this is no grant");
        registry.apply();

        awaitReason(registry, "ReferencesResolved", "GrantInvalid");
        assertThat(messageOf(registry, "ReferencesResolved")).contains("storj-access");

        registry.putSecret("accessGrant", storj.grant());
        awaitReady(registry);
    }

    /** Each is judged before a gateway gets it, so that servers go on with what they had; and what comes in its place is taken up. */
    @Test
    void grantsThatDoNotDoAreToldApartAndServersRunOn(TestNamespace namespace, StorjNetwork storj) {
        TeamRegistry registry = new TeamRegistry(namespace);
        registry.putSecret("accessGrant", storj.grant());
        registry.apply();
        awaitReady(registry);
        List<String> before = registry.gatewaySecrets();
        Layer layer = Layer.fresh(100_000);

        PlainClient client = client(registry);
        client.push("bad/input", "1", layer);
        for (BadGrant bad : BadGrant.values()) {
            registry.putSecret("accessGrant", bad.of(storj));

            awaitReferences(registry, "False", bad.reason, bad.remedy);
            assertThat(messageOf(registry, "ReferencesResolved")).contains("storj-access");
            assertThat(registry.gatewaySecrets()).isEqualTo(before);
            client.pull("bad/input", "1", layer);
        }

        String bucket = registry.status("storage", "bucketName");
        registry.putSecret("accessGrant", OperatorProgram.restrict(storj.grant(), "--bucket", bucket));
        awaitReferences(registry, "True", "AsExpected", "valid");
        await().atMost(HEALED_WITHIN)
                .untilAsserted(
                        () -> assertThat(registry.gatewaySecrets()).hasSize(1).isNotEqualTo(before));
        awaitReady(registry);
        registry.delete();
    }

    /** What is wrong with a grant, and what a user is told. */
    private enum BadGrant {
        CUT_OFF("GrantInvalid", "copy it"),
        EXPIRED("GrantExpired", "2020-01-01"),
        OF_ANOTHER_SATELLITE("GrantForeign", "put in a grant of that project"),
        WITH_ANOTHER_KEY("GrantKeyDiffers", "made with the same passphrase"),
        WITHOUT_THE_BUCKET("GrantTooNarrow", "name a bucket and prefix that it covers"),
        WITHOUT_RIGHTS("GrantTooNarrow", "lacks the rights to delete");

        private final String reason;
        private final String remedy;

        BadGrant(String reason, String remedy) {
            this.reason = reason;
            this.remedy = remedy;
        }

        String of(StorjNetwork storj) {
            String grant = storj.grant();
            return switch (this) {
                case CUT_OFF -> grant.substring(0, grant.length() - 9);
                case EXPIRED -> OperatorProgram.restrict(grant, "--not-after", "2020-01-01T00:00:00Z");
                // all local networks have one identity
                case OF_ANOTHER_SATELLITE -> Specs.grant();
                case WITH_ANOTHER_KEY -> storj.plainKeysGrant();
                case WITHOUT_THE_BUCKET -> OperatorProgram.restrict(grant, "--bucket", "another-bucket");
                case WITHOUT_RIGHTS -> OperatorProgram.restrict(grant, "--no-delete");
            };
        }
    }

    @Test
    void secretThatComesLaterIsTakenUp(TestNamespace namespace, StorjNetwork storj) {
        TeamRegistry registry = new TeamRegistry(namespace);
        registry.apply();

        awaitReason(registry, "ReferencesResolved", "SecretNotFound");

        registry.putSecret("accessGrant", storj.grant());
        awaitReady(registry);
    }

    @Test
    void bucketOfAnotherRegistryIsLeftAloneUntilItIsAdopted(
            Node node, TestNamespace namespace, StorjNetwork storj, @TempDir Path folder) {
        String bucket = "shared-" + namespace.name();
        Layer layer = Layer.fresh(100_000);
        TeamRegistry owner = new TeamRegistry(namespace);
        owner.putSecret("accessGrant", storj.grant());
        owner.applyWithBucket(bucket);
        awaitReady(owner);
        client(owner).push("adopted/image", "1", layer);
        try (TestNamespace other = node.cluster().newNamespace()) {
            TeamRegistry stranger = new TeamRegistry(other);
            stranger.putSecret("accessGrant", storj.grant());
            stranger.applyWithBucket(bucket);

            awaitReason(stranger, "StorageReady", "BucketOwnedByAnother");
            assertThat(messageOf(stranger, "StorageReady")).contains(bucket, "adopt");
            assertThat(statusOf(owner, "Ready")).contains("True");

            owner.delete();
            stranger.applySpec(adopting(bucket));
            awaitReady(stranger);
            client(stranger).pull("adopted/image", "1", layer);
            try (Gateway gateway = Gateway.start(storj.grant(), node.hostAddress(), folder)) {
                stranger.delete();
                assertThat(stranger.awaitEvent("ImagesDeleted")).isEqualTo("bucket " + bucket + " is empty");
                assertThat(gateway.get("/" + bucket + "?list-type=2"))
                        .contains("<ListBucketResult")
                        .doesNotContain("<Key>");
            }
        }
    }

    @Test
    void storjThatCannotBeReachedIsSaidSo(TestNamespace namespace, StorjNetwork storj) {
        TeamRegistry registry = new TeamRegistry(namespace);
        registry.putSecret("accessGrant", storj.grant());
        storj.faults().link(Link.REFUSE);
        try {
            registry.apply();

            await().atMost(TOLD_WITHIN)
                    .untilAsserted(() -> assertThat(registry.condition("Ready")).hasValueSatisfying(ready -> {
                        assertThat(ready.status()).isEqualTo("False");
                        assertThat(ready.reason()).isIn("StorageNotReady", "GatewayNotReady");
                    }));
        } finally {
            storj.faults().link(Link.UP);
        }
        awaitReady(registry);
    }

    /** Of a Registry that did not make the bucket, and so never takes it away. */
    private static Map<String, Object> adopting(String bucket) {
        Map<String, Object> storj = Map.of(
                "accessGrantSecretRef",
                Map.of("name", TeamRegistry.SECRET),
                "bucket",
                Map.of("name", bucket, "adopt", true));
        return Map.of("deletionPolicy", "Delete", "storage", Map.of("storj", storj));
    }

    private static void awaitReason(TeamRegistry registry, String type, String reason) {
        await().atMost(TOLD_WITHIN)
                .untilAsserted(() -> assertThat(registry.condition(type).map(Condition::reason))
                        .contains(reason));
        assertThat(statusOf(registry, "Ready")).contains("False");
    }

    private static void awaitReferences(TeamRegistry registry, String status, String reason, String words) {
        await().atMost(TOLD_WITHIN)
                .untilAsserted(() -> assertThat(registry.condition("ReferencesResolved"))
                        .hasValueSatisfying(references -> {
                            assertThat(references.status()).isEqualTo(status);
                            assertThat(references.reason()).isEqualTo(reason);
                            assertThat(references.message()).contains(words);
                        }));
    }

    private static void awaitReady(TeamRegistry registry) {
        await().atMost(HEALED_WITHIN)
                .untilAsserted(() -> assertThat(registry.condition("Ready"))
                        .hasValueSatisfying(ready -> assertThat(ready.status())
                                .as(ready.reason() + ": " + ready.message())
                                .isEqualTo("True")));
    }

    private static Optional<String> statusOf(TeamRegistry registry, String type) {
        return registry.condition(type).map(Condition::status);
    }

    private static String messageOf(TeamRegistry registry, String type) {
        return registry.condition(type).map(Condition::message).orElse("");
    }
}
