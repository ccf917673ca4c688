package dev.tardigrade.registry.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.bucket.BucketOutcome.Ready;
import dev.tardigrade.registry.bucket.BucketOutcome.Reason;
import dev.tardigrade.registry.bucket.BucketOutcome.Refused;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import dev.tardigrade.registry.stream.Content;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnsureBucketTest {

    private static final KeyPrefix PREFIX = new KeyPrefix("team/a/");
    private static final Owner OURS = new Owner("uid-1");
    private static final Owner THEIRS = new Owner("uid-2");

    private final Storage storage = MemoryStorage.open(Clock.systemUTC());

    private BucketOutcome claim(Owner owner, boolean adopt) {
        return new EnsureBucket(storage, PREFIX, Clock.systemUTC()).run(new Claim(owner, adopt, Duration.ZERO));
    }

    @Test
    void anEmptyBucketIsMarkedAndReady() throws IOException {
        Ready ready = (Ready) claim(OURS, false);
        assertThat(ready.owner()).isEqualTo(OURS);
        assertThat(ready.bucketCreated()).isFalse();
        assertThat(ready.capabilities()).isEqualTo(new Capabilities(true, true));
        assertThat(read("registry.json")).isEqualTo("""
                {"layoutVersion":1,"owner":"uid-1","bucketCreated":false}""");
    }

    @Test
    void theProbeLeavesNothingBehind() {
        claim(OURS, false);
        var keys = new ArrayList<String>();
        storage.objects().list(KeyPrefix.ROOT, info -> keys.add(info.key().value()));
        assertThat(keys).containsExactly("team/a/registry.json");
    }

    @Test
    void claimingAgainChangesNothing() {
        claim(OURS, false);
        ObjectInfo before = storage.objects().head(PREFIX.key("registry.json")).orElseThrow();
        assertThat(claim(OURS, false)).isInstanceOf(Ready.class);
        assertThat(storage.objects().head(PREFIX.key("registry.json"))).contains(before);
    }

    @Test
    void aBucketOfAnotherOwnerIsRefused() {
        claim(THEIRS, false);
        Refused refused = (Refused) claim(OURS, false);
        assertThat(refused.reason()).isEqualTo(Reason.BUCKET_OWNED_BY_ANOTHER);
        assertThat(refused.message()).contains("uid-2", "adopt", "team/a/");
    }

    @Test
    void aBucketOfAnotherOwnerIsAdoptedWhereAsked() throws IOException {
        claim(THEIRS, false);
        assertThat(claim(OURS, true)).isInstanceOf(Ready.class);
        assertThat(read("registry.json")).contains("uid-1");
        assertThat(claim(THEIRS, false)).isInstanceOf(Refused.class);
    }

    @Test
    void aFullBucketWithoutMarkerIsRefused() {
        write("docker/registry/v2/x", "x");
        Refused refused = (Refused) claim(OURS, false);
        assertThat(refused.reason()).isEqualTo(Reason.BUCKET_OWNED_BY_ANOTHER);
        assertThat(refused.message()).contains("not empty");
        assertThat(storage.objects().head(PREFIX.key("registry.json"))).isEmpty();
    }

    @Test
    void aFullBucketWithoutMarkerIsAdoptedWhereAsked() throws IOException {
        write("docker/registry/v2/x", "x");
        assertThat(claim(OURS, true)).isInstanceOf(Ready.class);
        assertThat(read("docker/registry/v2/x")).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/", "repos/app/", "docker/"})
    void aFolderOfAnotherRegistryIsRefused(String folder) {
        claim(THEIRS, false);
        KeyPrefix inside = new KeyPrefix(PREFIX.value() + folder);
        Refused refused = (Refused)
                new EnsureBucket(storage, inside, Clock.systemUTC()).run(new Claim(OURS, true, Duration.ZERO));
        assertThat(refused.reason()).isEqualTo(Reason.BUCKET_OWNED_BY_ANOTHER);
        assertThat(refused.message()).contains(inside.value(), "team/a/registry.json", "another prefix");
        assertThat(storage.objects().head(inside.key("registry.json"))).isEmpty();
    }

    @Test
    void aFolderThatARegistryDoesNotUseIsNobodys() {
        claim(THEIRS, false);
        KeyPrefix beside = new KeyPrefix(PREFIX.value() + "b/data/");
        assertThat(new EnsureBucket(storage, beside, Clock.systemUTC()).run(new Claim(OURS, false, Duration.ZERO)))
                .isInstanceOf(Ready.class);
    }

    @Test
    void whatLiesBesideThePrefixDoesNotMatter() {
        storage.objects()
                .put(new KeyPrefix("other/").key("x"), Content.of(new byte[1]), Optional.empty(), PutMode.REPLACE);
        assertThat(claim(OURS, false)).isInstanceOf(Ready.class);
    }

    @Test
    void aMarkerThatIsNoneIsNotOverwritten() throws IOException {
        for (String junk : List.of("", "{}", "[]", "hello", "{\"layoutVersion\":1}", "{\"owner\":\"uid-1\"}")) {
            write("registry.json", junk);
            assertThat(claim(OURS, false))
                    .as(junk)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.BUCKET_OWNED_BY_ANOTHER));
            assertThat(read("registry.json")).isEqualTo(junk);
        }
        assertThat(claim(OURS, true)).isInstanceOf(Ready.class);
    }

    @Test
    void aNewerLayoutIsNeverTouched() throws IOException {
        write("registry.json", "{\"layoutVersion\":2,\"owner\":\"uid-1\"}");
        Refused refused = (Refused) claim(OURS, true);
        assertThat(refused.reason()).isEqualTo(Reason.STORAGE_FAULT);
        assertThat(refused.message()).contains("newer");
        assertThat(read("registry.json")).contains("\"layoutVersion\":2");
    }

    @Test
    void fieldsThatOthersAddedToTheMarkerAreTolerated() {
        write("registry.json", "{\"layoutVersion\":1,\"owner\":\"uid-1\",\"bucketCreated\":true,\"later\":[]}");
        assertThat(claim(OURS, false))
                .isInstanceOfSatisfying(
                        Ready.class, ready -> assertThat(ready.bucketCreated()).isTrue());
    }

    private void write(String name, String text) {
        storage.objects().put(PREFIX.key(name), Content.of(text.getBytes(UTF_8)), Optional.empty(), PutMode.REPLACE);
    }

    private String read(String name) throws IOException {
        try (var found = storage.objects().get(PREFIX.key(name)).orElseThrow()) {
            return new String(found.stream().readAllBytes(), UTF_8);
        }
    }
}
