package dev.tardigrade.e2e.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.ApiServerExtension;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whatever becomes of its images, a Registry that is deleted goes, and an event tells. The test is the kubelet. */
@Tag("apiserver")
@ExtendWith(ApiServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
final class DeletionIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String DELETE = "deletionPolicy: Delete\n" + Specs.SMALLEST;

    private Operators operators;

    @BeforeAll
    void start(Cluster cluster, @TempDir Path folder) {
        operators = new Operators(cluster, folder);
    }

    @AfterAll
    void stop() {
        operators.close();
    }

    @Test
    void underRetainItGoesAtOnceAndNothingIsStarted(Cluster cluster, TestNamespace namespace) throws IOException {
        TestRegistry registry = ready(namespace, Specs.SMALLEST);
        assertThat(registry.get().getMetadata().getFinalizers()).isEmpty();

        registry.delete();

        assertThat(Writes.into(namespace.name(), cluster)).noneMatch(write -> write.contains(" jobs "));
    }

    @Test
    void underDeleteAJobEmptiesTheBucketThatWasMadeForItAndTakesItAway(TestNamespace namespace) {
        TestRegistry registry = ready(namespace, DELETE);
        assertThat(registry.get().<Boolean>get("status", "storage", "bucketCreated"))
                .isTrue();
        assertThat(registry.get().getMetadata().getFinalizers()).containsExactly("tardigrade.dev/images");

        registry.beginToDelete();

        assertThat(arguments(awaitJob(namespace)))
                .contains("empty", "--owner", "--delete-bucket")
                .doesNotContain("--only-unused");
        new Pods(namespace).endCleanup("Emptied", "bucket b is empty");
        registry.awaitEnd();
        assertThat(awaitEvent(namespace, "ImagesDeleted")).contains("bucket b is empty");
    }

    @Test
    void aBucketThatWasThereBeforeIsEmptiedButStays(TestNamespace namespace) {
        TestRegistry registry = applied(namespace, DELETE);
        new Pods(namespace).becomeReadyOnABucketOfBefore();
        registry.awaitCondition("Ready", "True", "AsExpected");
        assertThat(registry.get().<Boolean>get("status", "storage", "bucketCreated"))
                .isFalse();

        registry.beginToDelete();

        assertThat(arguments(awaitJob(namespace))).contains("empty").doesNotContain("--delete-bucket");
        new Pods(namespace).endCleanup("Emptied", "bucket b is empty, and stays");
        registry.awaitEnd();
    }

    @Test
    void underDeleteIfEmptyImagesKeepTheBucket(TestNamespace namespace) {
        TestRegistry registry = ready(namespace, "deletionPolicy: DeleteIfEmpty\n" + Specs.SMALLEST);

        registry.beginToDelete();

        assertThat(arguments(awaitJob(namespace))).contains("--only-unused");
        new Pods(namespace).endCleanup("NotEmpty", "bucket b holds 3 images");
        registry.awaitEnd();
        assertThat(awaitEvent(namespace, "ImagesRetained")).contains("3 images");
    }

    @Test
    void aBucketOfAnotherIsLeftAlone(TestNamespace namespace) {
        TestRegistry registry = ready(namespace, DELETE);

        registry.beginToDelete();
        new Pods(namespace).endCleanup("BucketOwnedByAnother", "bucket b belongs to other");

        registry.awaitEnd();
        assertThat(awaitEvent(namespace, "ImagesRetained")).contains("belongs to other");
    }

    @Test
    void aStorageThatIsGoneIsTriedThreeTimesAndThenLeft(TestNamespace namespace) {
        TestRegistry registry = ready(namespace, DELETE);

        registry.beginToDelete();
        for (int tries = 0; tries < 3; tries++) {
            new Pods(namespace).endCleanup("EndpointUnreachable", "the gateway does not answer");
        }

        registry.awaitEnd();
        assertThat(awaitEvent(namespace, "ImagesRetained")).contains("does not answer");
    }

    @Test
    void aUsersSecretThatWentFirstDoesNotKeepTheBucket(TestNamespace namespace) {
        TestRegistry registry = ready(namespace, DELETE);
        namespace
                .client()
                .secrets()
                .inNamespace(namespace.name())
                .withName("storj-access")
                .delete();
        registry.awaitCondition("ReferencesResolved", "False", "SecretNotFound");

        registry.beginToDelete();
        new Pods(namespace).endCleanup("Emptied", "bucket b is empty");

        registry.awaitEnd();
        awaitEvent(namespace, "ImagesDeleted");
    }

    @Test
    void aRegistryWhoseStorageWasNeverSetUpGoes(TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.apply(DELETE);
        registry.awaitCondition("ReferencesResolved", "False", "SecretNotFound");

        registry.delete();

        assertThat(awaitEvent(namespace, "ImagesRetained")).contains("storj-access");
    }

    @Test
    void aNamespaceThatIsDeletedGoesWithItsRegistry(TestNamespace namespace) {
        TestRegistry registry = ready(namespace, DELETE);

        namespace.client().namespaces().withName(namespace.name()).delete();

        registry.awaitEnd();
        await().atMost(Duration.ofMinutes(4))
                .until(() -> namespace
                                .client()
                                .namespaces()
                                .withName(namespace.name())
                                .get()
                        == null);
    }

    @Test
    void oneThatIsPausedOrUnmanagedGoesAndLeavesItsImages(Cluster cluster, TestNamespace namespace) throws IOException {
        for (String state : List.of("Paused", "Unmanaged")) {
            TestRegistry registry = ready(namespace, DELETE);
            registry.apply("managementState: " + state + "\n" + DELETE);
            await().atMost(SOON)
                    .until(() -> registry.get().getMetadata().getFinalizers().isEmpty());

            registry.delete();
            await().atMost(SOON).until(() -> new Pods(namespace).list().isEmpty());
        }

        assertThat(Writes.into(namespace.name(), cluster)).noneMatch(write -> write.contains(" jobs "));
    }

    @Test
    void whoeverChangesTheirMindLetsItGoWithItsImages(TestNamespace namespace) {
        TestRegistry registry = ready(namespace, DELETE);
        registry.beginToDelete();
        awaitJob(namespace);

        registry.apply("deletionPolicy: Retain\n" + Specs.SMALLEST);

        registry.awaitEnd();
        assertThat(awaitEvent(namespace, "ImagesRetained")).contains("stay where they are");
    }

    @Test
    void aVolumeThatAnEarlierRegistryOfTheNameLeftGoesUnderDelete(TestNamespace namespace) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.apply("deletionPolicy: Retain\nstorage: {filesystem: {size: 1Gi}}");
        await().atMost(SOON).until(() -> volume(namespace).get() != null);
        registry.delete();
        // So that a watch brings it while it belongs to nobody.
        volume(namespace)
                .edit(claim -> new PersistentVolumeClaimBuilder(claim)
                        .editMetadata()
                        .addToAnnotations("example.org/seen", "meanwhile")
                        .endMetadata()
                        .build());

        registry.apply("deletionPolicy: Delete\nstorage: {filesystem: {size: 1Gi}}");
        await().atMost(SOON)
                .until(() -> !registry.get().getMetadata().getFinalizers().isEmpty());
        registry.delete();

        assertThat(awaitEvent(namespace, "ImagesDeleted")).contains("the volume is deleted");
        await().atMost(SOON).until(() -> isGoing(volume(namespace).get()));
    }

    private static Resource<PersistentVolumeClaim> volume(TestNamespace namespace) {
        return namespace
                .client()
                .persistentVolumeClaims()
                .inNamespace(namespace.name())
                .withName("team-a-data");
    }

    private static boolean isGoing(@Nullable PersistentVolumeClaim claim) {
        return claim == null || claim.getMetadata().getDeletionTimestamp() != null;
    }

    private static TestRegistry ready(TestNamespace namespace, String spec) {
        TestRegistry registry = applied(namespace, spec);
        new Pods(namespace).becomeReady(1);
        registry.awaitCondition("Ready", "True", "AsExpected");
        return registry;
    }

    private static TestRegistry applied(TestNamespace namespace, String spec) {
        TestRegistry registry = new TestRegistry(namespace);
        registry.putSecret("storj-access", "accessGrant", Specs.grant());
        registry.apply(spec);
        return registry;
    }

    private static Job awaitJob(TestNamespace namespace) {
        await().atMost(SOON).until(() -> job(namespace) != null);
        return Objects.requireNonNull(job(namespace));
    }

    private static Job job(TestNamespace namespace) {
        return namespace
                .client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(namespace.name())
                .withName("team-a-cleanup")
                .get();
    }

    private static List<String> arguments(Job job) {
        return job.getSpec().getTemplate().getSpec().getContainers().getFirst().getArgs();
    }

    /** The message of the one event of this reason. */
    private static String awaitEvent(TestNamespace namespace, String reason) {
        await().atMost(SOON).until(() -> events(namespace, reason).size() == 1);
        return events(namespace, reason).getFirst();
    }

    private static List<String> events(TestNamespace namespace, String reason) {
        return namespace.client().v1().events().inNamespace(namespace.name()).list().getItems().stream()
                .filter(event -> reason.equals(event.getReason()))
                .map(event -> event.getMessage())
                .toList();
    }
}
