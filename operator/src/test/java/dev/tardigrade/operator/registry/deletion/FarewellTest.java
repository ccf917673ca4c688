package dev.tardigrade.operator.registry.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.issuer.Answer;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.model.ClusterIdentity;
import dev.tardigrade.operator.registry.model.FreshKeys;
import dev.tardigrade.operator.registry.model.ImageName;
import dev.tardigrade.operator.registry.model.Images;
import dev.tardigrade.operator.registry.model.InstalledKinds;
import dev.tardigrade.operator.registry.model.ReferencedSecrets;
import dev.tardigrade.operator.registry.plan.Inputs;
import dev.tardigrade.operator.registry.plan.Planner;
import dev.tardigrade.operator.vocabulary.Labels;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A Registry that is to go does so within a stated time, whatever does not happen. */
final class FarewellTest {

    private static final Instant DELETED = Instant.parse("2026-11-24T12:00:00Z");
    private static final List<Secret> KEYS = List.of(new SecretBuilder()
            .withNewMetadata()
            .withName("s3-keys")
            .withNamespace("shop")
            .endMetadata()
            .withData(Map.of("accessKey", "YQ==", "secretKey", "YQ=="))
            .build());

    @Test
    void serversThatDoNotEndAreWaitedForForThreeMinutesFromWhenTheyWereToldTo() {
        var told = Duration.ofMinutes(20);
        var server = new PodBuilder(pod(Labels.of("team-a")))
                .editMetadata()
                .withDeletionTimestamp(DELETED.plus(told).toString())
                .endMetadata()
                .build();
        assertThat(next("Delete", KEYS, List.of(server), null, told.plusSeconds(179)))
                .isInstanceOf(Step.Wait.class);
        assertThat(next("Delete", KEYS, List.of(server), null, told.plusSeconds(181)))
                .isInstanceOf(Step.Start.class);
    }

    @Test
    void serversThatNobodyTellsToEndAreWaitedForForSixMinutes() {
        var server = pod(Labels.of("team-a"));
        assertThat(next("Delete", KEYS, List.of(server), null, Duration.ofSeconds(359)))
                .isInstanceOf(Step.Wait.class);
        assertThat(next("Delete", KEYS, List.of(server), null, Duration.ofSeconds(361)))
                .isInstanceOf(Step.Start.class);
    }

    @Test
    void aSecretThatIsMissingIsWaitedForForTwoMinutes() {
        assertThat(next("Delete", List.of(), List.of(), null, Duration.ofSeconds(119)))
                .isInstanceOf(Step.Wait.class);
        assertThat(next("Delete", List.of(), List.of(), null, Duration.ofSeconds(121)))
                .isInstanceOfSatisfying(
                        Step.Retain.class, step -> assertThat(step.why()).contains("Secret s3-keys"));
    }

    @Test
    void aJobWhosePodDoesNotStartIsGivenUpAfterTenMinutes() {
        assertThat(next("Delete", KEYS, List.of(), job(""), Duration.ofMinutes(9)))
                .isInstanceOf(Step.Wait.class);
        assertThat(next("Delete", KEYS, List.of(), job(""), Duration.ofMinutes(11)))
                .isInstanceOfSatisfying(
                        Step.Retain.class, step -> assertThat(step.why()).contains("no pod of Job team-a-cleanup"));
    }

    @Test
    void aJobThatFailsWithoutAWordIsNotTriedAgain() {
        assertThat(next("Delete", KEYS, List.of(), job("Failed"), Duration.ofMinutes(1)))
                .isInstanceOfSatisfying(
                        Step.Retain.class, step -> assertThat(step.why()).contains("Job team-a-cleanup failed"));
    }

    @Test
    void aJobThatSucceedsWithoutAWordHasDeletedTheImages() {
        var done = new JobBuilder(job(""))
                .withNewStatus()
                .withSucceeded(1)
                .endStatus()
                .build();
        assertThat(next("Delete", KEYS, List.of(), done, Duration.ofMinutes(1))).isInstanceOf(Step.Done.class);
    }

    @Test
    void aJobOfAnotherIsLeftAndWaitedForForFiveMinutes() {
        var other = new JobBuilder(job(""))
                .editMetadata()
                .withOwnerReferences(List.of())
                .endMetadata()
                .withNewStatus()
                .withSucceeded(1)
                .endStatus()
                .build();
        assertThat(next("Delete", KEYS, List.of(), other, Duration.ofSeconds(299)))
                .isInstanceOf(Step.Wait.class);
        assertThat(next("Delete", KEYS, List.of(), other, Duration.ofSeconds(301)))
                .isInstanceOfSatisfying(
                        Step.Retain.class,
                        step -> assertThat(step.why()).contains("Job team-a-cleanup is not of this Registry"));
    }

    @Test
    void whatAPodOfAnotherJobSaysIsNotBelieved() {
        assertThat(next("Delete", KEYS, List.of(saying("Emptied", "j")), job(""), Duration.ofMinutes(1)))
                .isInstanceOf(Step.Done.class);
        assertThat(next("Delete", KEYS, List.of(saying("Emptied", "another")), job(""), Duration.ofMinutes(1)))
                .isInstanceOf(Step.Wait.class);
    }

    private static Pod saying(String outcome, String uidOfItsJob) {
        return new PodBuilder(pod(Labels.ofCleanup("team-a")))
                .editMetadata()
                .addNewOwnerReference()
                .withUid(uidOfItsJob)
                .endOwnerReference()
                .endMetadata()
                .editStatus()
                .addNewContainerStatus()
                .withName(Names.CLEANUP_CONTAINER)
                .withNewState()
                .withNewTerminated()
                .withMessage("{\"outcome\": \"" + outcome + "\", \"message\": \"told\"}")
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    @Test
    void whoChangesTheirMindKeepsTheImages() {
        assertThat(next("Retain", KEYS, List.of(), null, Duration.ZERO)).isInstanceOf(Step.Retain.class);
    }

    private static Step next(
            String policy, List<Secret> secrets, List<HasMetadata> children, @Nullable Job job, Duration later) {
        var registry = registry(policy);
        var now = DELETED.plus(later);
        var plan = Planner.plan(new Inputs(
                registry,
                new ClusterIdentity("6e1b5b4c-0000-4000-8000-000000000001"),
                new Images(new ImageName("registry:1"), new ImageName("gateway:1")),
                new ReferencedSecrets(secrets, Set.of(), null),
                new Answer.NotAsked(),
                InstalledKinds.NONE,
                Children.of(children),
                FreshKeys.from(new SecureRandom()),
                now));
        return new Farewell(registry, plan, Children.of(children), job, now).next();
    }

    private static Registry registry(String policy) {
        return Serialization.unmarshal("""
                apiVersion: tardigrade.dev/v1alpha1
                kind: Registry
                metadata: {name: team-a, namespace: shop, uid: u, generation: 3, deletionTimestamp: '%s'}
                spec:
                  deletionPolicy: %s
                  storage: {s3: {endpoint: 'https://s3.example.org', credentialsSecretRef: {name: s3-keys}}}
                status:
                  storage: {kind: S3, bucketName: shop-team-a-2b7f6f0f1c7d}
                """.formatted(DELETED, policy), Registry.class);
    }

    private static Pod pod(Map<String, String> labels) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("team-a-1")
                .withNamespace("shop")
                .withLabels(labels)
                .endMetadata()
                .withNewStatus()
                .endStatus()
                .build();
    }

    private static Job job(String condition) {
        return new JobBuilder()
                .withNewMetadata()
                .withName("team-a-cleanup")
                .withUid("j")
                .withCreationTimestamp(DELETED.toString())
                .addNewOwnerReference()
                .withUid("u")
                .endOwnerReference()
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType(condition)
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
    }
}
