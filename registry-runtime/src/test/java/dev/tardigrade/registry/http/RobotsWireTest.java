package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.auth.Gate;
import dev.tardigrade.registry.auth.Htpasswd;
import dev.tardigrade.registry.auth.PasswordFile;
import dev.tardigrade.registry.auth.RobotFile;
import dev.tardigrade.registry.auth.Robots;
import dev.tardigrade.registry.auth.RulePolicy;
import dev.tardigrade.registry.http.api.ApiRules;
import dev.tardigrade.registry.manifest.ManifestRules;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.policy.AccessRule;
import dev.tardigrade.registry.policy.Action;
import dev.tardigrade.registry.policy.RepositoryPattern;
import dev.tardigrade.registry.policy.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Robots whose passwords change while they pull. */
final class RobotsWireTest {

    private static final byte[] LAYER = "a layer".getBytes(UTF_8);
    private static final int PULLERS = 4;
    private static final int PULLS_A_STEP = 20;

    @TempDir
    Path folder;

    /** Each reading is seconds later than the one before, so that each change of the file is seen. */
    private final AtomicLong seconds = new AtomicLong();

    private final AtomicReference<String> secret = new AtomicReference<>("password 0");
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

    @Test
    void threeRotationsWithOverlapFailNoPull() throws Exception {
        write("password 0");
        try (RunningRegistry registry = registry()) {
            Client client = registry.client();
            String blob = push(client);
            pullWhile(client, blob, () -> {
                for (int next = 1; next <= 3; next++) {
                    write("password " + (next - 1), "password " + next);
                    secret.set("password " + next);
                    awaitPulls();
                    write("password " + next);
                    awaitPulls();
                }
            });
            assertThat(statuses).hasSizeGreaterThan(6 * PULLS_A_STEP).containsOnly(200);
            assertThat(client.send("GET", blob, new byte[0], "Authorization", basic("ci", "password 0"))
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void aRobotThatMayPullIsDeniedAPush() throws Exception {
        write("password 0");
        try (RunningRegistry registry = registry()) {
            assertThat(registry.client()
                            .send(
                                    "POST",
                                    "/v2/team/app/blobs/uploads/",
                                    new byte[0],
                                    "Authorization",
                                    basic("ci", "password 0"))
                            .status())
                    .isEqualTo(403);
        }
    }

    private void pullWhile(Client client, String blob, Change change) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        List<Thread> pullers = IntStream.range(0, PULLERS)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                    while (over.getCount() > 0) {
                        statuses.add(client.send("GET", blob, new byte[0], "Authorization", basic("ci", secret.get()))
                                .status());
                    }
                }))
                .toList();
        try {
            change.make();
        } finally {
            over.countDown();
            for (Thread puller : pullers) {
                puller.join();
            }
        }
    }

    /** So many that a pull which began before this has ended. */
    private void awaitPulls() {
        int before = statuses.size();
        while (statuses.size() < before + PULLS_A_STEP) {
            Thread.onSpinWait();
        }
    }

    private void write(String... passwords) throws IOException {
        String robots = Stream.concat(Stream.of("admin"), Stream.of(passwords))
                .map(password -> (password.equals("admin") ? "admin" : "ci") + ":sha256:"
                        + Digest.of(Digest.Algorithm.SHA256, password.getBytes(UTF_8))
                                .hex())
                .collect(Collectors.joining("\n"));
        Path fresh = Files.writeString(folder.resolve("fresh"), robots);
        Files.move(fresh, folder.resolve("robots"), StandardCopyOption.ATOMIC_MOVE);
    }

    private RunningRegistry registry() throws IOException {
        PasswordFile nobody = PasswordFile.parse(List.of());
        Robots robots = new Robots(
                RobotFile.watch(
                        folder.resolve("robots"), () -> Instant.EPOCH.plusSeconds(2 * seconds.incrementAndGet())),
                new Htpasswd(() -> nobody));
        RulePolicy policy =
                new RulePolicy(List.of(rule("robot:admin", Action.values()), rule("robot:ci", Action.PULL)));
        return RunningRegistry.with(
                Gate.basic(robots, policy, "images"), new ApiRules(true, true), ManifestRules.STRICT);
    }

    private static AccessRule rule(String who, Action... actions) {
        return new AccessRule(
                List.of(Subject.parse(who, Set.of())), List.of(new RepositoryPattern("team/*")), Set.of(actions));
    }

    private static String push(Client client) {
        Digest digest = Digest.of(Digest.Algorithm.SHA256, LAYER);
        String path = "/v2/team/app/blobs/uploads/?digest=" + digest;
        assertThat(client.send("POST", path, LAYER, "Authorization", basic("admin", "admin"))
                        .status())
                .isEqualTo(201);
        return "/v2/team/app/blobs/" + digest;
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    /** Something that happens while robots pull. */
    private interface Change {
        void make() throws IOException;
    }
}
