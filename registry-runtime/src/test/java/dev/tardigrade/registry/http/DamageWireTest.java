package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.Content;
import dev.tardigrade.testing.storage.StoreKind;
import dev.tardigrade.testing.storage.TestStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a bucket has lost or damaged is healed by pushing it again, and never served. */
@ParameterizedClass
@EnumSource(StoreKind.class)
final class DamageWireTest {

    private static final BucketLayout LAYOUT = new BucketLayout(TestOptions.PREFIX);
    private static final RepositoryName APP = RepositoryName.parse("app");

    /** Of several parts, for the memory of these registries holds less. */
    private static final byte[] LARGE = bytes(20 << 20);

    private static final byte[] SMALL = bytes(2_000);
    private static final byte[] MIDDLE = bytes(20_000);

    private final StoreKind kind;
    private TestStore place;
    private ObjectStore store;
    private RunningRegistry registry;
    private Client client;

    private static byte[] bytes(int size) {
        byte[] all = new byte[size];
        new Random(size).nextBytes(all);
        return all;
    }

    DamageWireTest(StoreKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() throws IOException {
        place = kind.open();
        store = place.objects();
        start();
    }

    private void start() throws IOException {
        registry = RunningRegistry.start(store);
        client = registry.client();
    }

    @AfterEach
    void close() {
        registry.close();
        place.close();
    }

    private void restart() throws IOException {
        registry.close();
        start();
    }

    private void overwrite(ObjectKey key, byte[] content) {
        PutOutcome _ = store.put(key, Content.of(content), Optional.empty(), PutMode.REPLACE);
    }

    private List<ObjectKey> streamedData() {
        List<ObjectKey> keys = new ArrayList<>();
        store.list(
                new KeyPrefix(TestOptions.PREFIX.value() + "data/uploads/"),
                (ObjectInfo object) -> keys.add(object.key()));
        return keys;
    }

    private Digest pushInSession(String repository, byte[] blob) {
        Digest digest = Digest.of(Digest.Algorithm.SHA256, blob);
        String location = client.send("PATCH", client.begin(repository), blob).header("Location");
        assertThat(client.send("PUT", location + "?digest=" + digest).status()).isEqualTo(201);
        return digest;
    }

    private Answer get(String repository, Digest blob) {
        return client.send("GET", "/v2/" + repository + "/blobs/" + blob);
    }

    private void assertServed(String repository, byte[] blob) {
        Answer answer = get(repository, Digest.of(Digest.Algorithm.SHA256, blob));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(blob);
    }

    @Test
    void aLargeBlobWhoseDataIsLostIsStoredByTheNextPush() throws IOException {
        pushInSession("app", LARGE);
        streamedData().forEach(store::delete);
        restart();
        pushInSession("app", LARGE);
        assertServed("app", LARGE);
        pushInSession("other", LARGE);
        assertServed("other", LARGE);
        assertThat(streamedData()).hasSize(1);
    }

    @Test
    void aLargeBlobWhoseDataIsCutOffIsStoredByTheNextPush() throws IOException {
        pushInSession("app", LARGE);
        streamedData().forEach(key -> overwrite(key, MIDDLE));
        restart();
        pushInSession("app", LARGE);
        assertServed("app", LARGE);
    }

    @Test
    void aLargeBlobWhoseRecordIsDamagedIsStoredByTheNextPush() throws IOException {
        Digest digest = pushInSession("app", LARGE);
        overwrite(LAYOUT.blobRecord(digest), new byte[0]);
        overwrite(LAYOUT.membership(APP, digest), new byte[0]);
        restart();
        pushInSession("app", LARGE);
        assertServed("app", LARGE);
        restart();
        assertServed("app", LARGE);
    }

    @Test
    void whatAReaderHasMissedIsAskedForAgain() {
        Digest digest = client.push("app", MIDDLE);
        assertThat(client.send("HEAD", "/v2/app/blobs/" + digest).status()).isEqualTo(200);
        store.delete(LAYOUT.knownData(digest));
        assertThat(get("app", digest).status()).isEqualTo(500);
        assertThat(client.send("HEAD", "/v2/app/blobs/" + digest).status()).isEqualTo(404);
        assertThat(client.putManifest("app", "v1", Client.image(digest, MIDDLE.length, digest, MIDDLE.length))
                        .text())
                .contains("MANIFEST_BLOB_UNKNOWN");
        client.push("app", MIDDLE);
        assertServed("app", MIDDLE);
    }

    @Test
    void dataThatComesBackIsServed() {
        Digest digest = client.push("app", MIDDLE);
        store.delete(LAYOUT.knownData(digest));
        assertThat(get("app", digest).status()).isEqualTo(500);
        overwrite(LAYOUT.knownData(digest), MIDDLE);
        assertServed("app", MIDDLE);
    }

    @Test
    void dataThatIsCutOffIsReplaced() {
        Digest digest = client.push("app", MIDDLE);
        overwrite(LAYOUT.knownData(digest), SMALL);
        assertThat(get("app", digest).status()).isEqualTo(500);
        client.push("app", MIDDLE);
        assertServed("app", MIDDLE);
    }

    @Test
    void aDamagedMembershipIsReplacedOrDeleted() throws IOException {
        for (byte[] blob : List.of(SMALL, MIDDLE)) {
            for (byte[] damage : List.of(new byte[0], "{}\n".getBytes(UTF_8), bytes(100))) {
                Digest digest = client.push("app", blob);
                overwrite(LAYOUT.membership(APP, digest), damage);
                restart();
                assertThat(get("app", digest).status()).isEqualTo(404);
                client.push("app", blob);
                assertServed("app", blob);
                overwrite(LAYOUT.membership(APP, digest), damage);
                restart();
                assertThat(client.send("DELETE", "/v2/app/blobs/" + digest).status())
                        .isEqualTo(202);
                assertThat(client.send("DELETE", "/v2/app/blobs/" + digest).status())
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void aSmallBlobWithOtherBytesIsNotServed() throws IOException {
        Digest digest = client.push("app", SMALL);
        byte[] record;
        try (var object = store.get(LAYOUT.membership(APP, digest)).orElseThrow()) {
            record = object.stream().readAllBytes();
        }
        record[record.length - 1] ^= 1;
        overwrite(LAYOUT.membership(APP, digest), record);
        restart();
        assertThat(get("app", digest).status()).isEqualTo(404);
        client.push("app", SMALL);
        assertServed("app", SMALL);
    }

    @Test
    void aDamagedManifestIsAFaultUntilItIsPushedAgain() throws IOException {
        Digest manifest = client.pushImage("app", "v1", MIDDLE);
        String text = client.send("GET", "/v2/app/manifests/v1").text();
        for (byte[] damage : List.of(new byte[0], "{}".getBytes(UTF_8))) {
            overwrite(LAYOUT.manifest(APP, manifest), damage);
            restart();
            assertThat(client.send("GET", "/v2/app/manifests/" + manifest).status())
                    .isEqualTo(500);
            client.pushManifest("app", "v1", text);
            assertThat(client.send("GET", "/v2/app/manifests/" + manifest).text())
                    .isEqualTo(text);
        }
    }

    @Test
    void aDamagedManifestCanBeDeleted() throws IOException {
        Digest manifest = client.pushImage("app", "v1", MIDDLE);
        overwrite(LAYOUT.manifest(APP, manifest), new byte[0]);
        restart();
        assertThat(client.send("DELETE", "/v2/app/manifests/" + manifest).status())
                .isEqualTo(202);
        assertThat(client.send("GET", "/v2/app/manifests/v1").status()).isEqualTo(404);
        assertThat(client.send("GET", "/v2/app/manifests/" + manifest).status()).isEqualTo(404);
    }

    @Test
    void aForeignManifestIsAFaultOfTheStorageAndNotOfTheClient() {
        byte[] foreign = "{\"schemaVersion\":1}".getBytes(UTF_8);
        Digest digest = Digest.of(Digest.Algorithm.SHA256, foreign);
        overwrite(LAYOUT.manifest(APP, digest), foreign);
        assertThat(client.send("GET", "/v2/app/manifests/" + digest).status()).isEqualTo(500);
        assertThat(client.send("DELETE", "/v2/app/manifests/" + digest).status())
                .isEqualTo(202);
    }

    @Test
    void aDamagedTagIsReplacedOrDeleted() throws IOException {
        client.pushImage("app", "v1", MIDDLE);
        String text = client.send("GET", "/v2/app/manifests/v1").text();
        ObjectKey tag = LAYOUT.tag(APP, Tag.parse("v1"));
        overwrite(tag, new byte[0]);
        restart();
        assertThat(client.send("GET", "/v2/app/manifests/v1").status()).isEqualTo(500);
        client.pushManifest("app", "v1", text);
        assertThat(client.send("GET", "/v2/app/manifests/v1").text()).isEqualTo(text);
        overwrite(tag, new byte[0]);
        restart();
        assertThat(client.send("DELETE", "/v2/app/manifests/v1").status()).isEqualTo(202);
        assertThat(client.send("DELETE", "/v2/app/manifests/v1").status()).isEqualTo(404);
    }

    @Test
    void aDamagedTagDoesNotKeepAnotherManifestFromBeingDeleted() throws IOException {
        Digest manifest = client.pushImage("app", "v1", MIDDLE);
        overwrite(LAYOUT.tag(APP, Tag.parse("damaged")), new byte[0]);
        restart();
        assertThat(client.send("DELETE", "/v2/app/manifests/" + manifest).status())
                .isEqualTo(202);
    }

    private static String about(Digest subject, Digest config) {
        String text = Client.image(config, MIDDLE.length, config, MIDDLE.length);
        return "{\"subject\":{\"mediaType\":\"" + Client.IMAGE + "\",\"size\":1,\"digest\":\"" + subject + "\"},"
                + text.substring(1);
    }

    @Test
    void aDamagedRecordOfAReferrerIsMadeAgain() throws IOException {
        Digest subject = client.pushImage("app", "v1", MIDDLE);
        String text = about(subject, Digest.of(Digest.Algorithm.SHA256, MIDDLE));
        Digest referrer = client.pushManifest("app", "signature", text);
        String listed = client.send("GET", "/v2/app/referrers/" + subject).text();
        assertThat(listed).contains(referrer.toString());
        ObjectKey record = LAYOUT.referrer(APP, subject, referrer);
        ObjectInfo whole = store.head(record).orElseThrow();
        for (byte[] damage : List.of(new byte[0], "{}\n".getBytes(UTF_8), bytes(100))) {
            overwrite(record, damage);
            restart();
            assertThat(client.send("GET", "/v2/app/referrers/" + subject).text())
                    .isEqualTo(listed);
            assertThat(store.head(record).orElseThrow().size()).isEqualTo(whole.size());
            overwrite(record, damage);
            restart();
            assertThat(client.pushManifest("app", referrer.toString(), text)).isEqualTo(referrer);
            assertThat(store.head(record).orElseThrow().size()).isEqualTo(whole.size());
        }
    }

    @Test
    void aReferrerWhoseManifestIsDamagedTooIsNotListed() throws IOException {
        Digest subject = client.pushImage("app", "v1", MIDDLE);
        Digest referrer =
                client.pushManifest("app", "signature", about(subject, Digest.of(Digest.Algorithm.SHA256, MIDDLE)));
        overwrite(LAYOUT.referrer(APP, subject, referrer), new byte[0]);
        overwrite(LAYOUT.manifest(APP, referrer), new byte[0]);
        restart();
        Answer answer = client.send("GET", "/v2/app/referrers/" + subject);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("\"manifests\":[]");
    }

    @Test
    void referrersAreListedWhateverLiesUnderTheTagForThem() throws IOException {
        Digest subject = client.pushImage("app", "v1", MIDDLE);
        String tag = subject.toString().replace(':', '-');
        for (String junk : List.of("", "{}", "{\"schemaVersion\":2,\"manifests\":7}")) {
            byte[] content = junk.getBytes(UTF_8);
            Digest digest = Digest.of(Digest.Algorithm.SHA256, content);
            overwrite(LAYOUT.manifest(APP, digest), content);
            overwrite(
                    LAYOUT.tag(APP, Tag.parse(tag)),
                    ("{\"mediaType\":\"" + Client.INDEX + "\",\"digest\":\"" + digest + "\",\"size\":" + content.length
                                    + "}\n" + junk)
                            .getBytes(UTF_8));
            restart();
            Answer answer = client.send("GET", "/v2/app/referrers/" + subject);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).contains("\"manifests\":[]");
        }
    }
}
