package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.layout.TagRecord;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Descriptor;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.storage.KeyPrefix;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Something that the product promises to do with few calls of S3.
 *
 * @param most calls that it may take
 * @param peer calls that the best other registry was seen to take; 0 where that is not known
 * @param prepare what is there before; not counted
 */
record CountedWork(String name, int most, int peer, Consumer<CountedRegistry> prepare, Consumer<CountedRegistry> work) {

    private static final String APP = "app";
    private static final int MANY = 2000;

    static List<CountedWork> all() {
        return List.of(
                new CountedWork("push of a new image of 1 layer", 8, 45, _ -> {}, CountedWork::pushOne),
                new CountedWork(
                        "push of a new image of 20 layers", 90, 414, _ -> {}, it -> it.pushImage(APP, "v1", 0, 20)),
                new CountedWork("push of 100 images of 1 layer", 850, 4500, _ -> {}, CountedWork::pushHundred),
                new CountedWork(
                        "the same again, to a registry that knows it",
                        4,
                        0,
                        CountedWork::pushOne,
                        CountedWork::pushOne),
                new CountedWork(
                        "the same again, to one that does not",
                        4,
                        0,
                        CountedWork::pushAndRestart,
                        CountedWork::pushOne),
                new CountedWork("pull of 1 layer, cold", 4, 10, CountedWork::pushAndRestart, CountedWork::pullOne),
                new CountedWork("pull of 1 layer, warm", 1, 4, CountedWork::pushAndPull, CountedWork::pullOne),
                new CountedWork("HEAD of a known blob", 0, 0, CountedWork::pushOne, CountedWork::head),
                new CountedWork("HEAD of a blob, cold", 1, 0, CountedWork::pushAndRestart, CountedWork::head),
                new CountedWork("2000 tags put", 2100, 0, CountedWork::pushOne, CountedWork::putTags),
                new CountedWork("list of 2000 tags", 3, 0, it -> plantTags(it, MANY), it -> list(it, "")),
                new CountedWork("one more page of 10 tags", 0, 0, it -> listed(it, 10), CountedWork::nextPage),
                new CountedWork(
                        "one more page of 100 000 tags", 0, 0, it -> listed(it, 100_000), CountedWork::nextPage),
                new CountedWork(
                        "one more page of the catalog", 0, 0, CountedWork::listedCatalog, CountedWork::nextCatalogPage),
                new CountedWork("list of 200 referrers, compacted", 3, 407, CountedWork::refer, CountedWork::referrers),
                new CountedWork(
                        "delete by digest beside 2000 tags",
                        6,
                        0,
                        CountedWork::pushBesideTags,
                        CountedWork::deleteOne));
    }

    @Override
    public String toString() {
        return name;
    }

    private static void pushOne(CountedRegistry registry) {
        Digest _ = registry.pushImage(APP, "v1", 0, 1);
    }

    private static void pushHundred(CountedRegistry registry) {
        for (int i = 0; i < 100; i++) {
            Digest _ = registry.pushImage("app-" + i, "v1", i, 1);
        }
    }

    private static void pushAndRestart(CountedRegistry registry) {
        pushOne(registry);
        registry.restart();
    }

    private static void pullOne(CountedRegistry registry) {
        registry.pull(APP, "v1", 0, 1);
    }

    private static void pushAndPull(CountedRegistry registry) {
        pushOne(registry);
        pullOne(registry);
    }

    private static void head(CountedRegistry registry) {
        Digest layer = Digest.of(Digest.Algorithm.SHA256, CountedRegistry.layer(0));
        registry.client().send("HEAD", "/v2/app/blobs/" + layer);
    }

    private static void putTags(CountedRegistry registry) {
        String manifest = registry.client().send("GET", "/v2/app/manifests/v1").text();
        for (int i = 0; i < MANY; i++) {
            Digest _ = registry.client().pushManifest(APP, "tag-" + i, manifest);
        }
    }

    /** Tags that point to as many different manifests. */
    static void plantTags(CountedRegistry registry, int count) {
        RecordCodec codec = new RecordCodec(new BucketLayout(KeyPrefix.ROOT));
        IntStream.range(0, count).forEach(i -> {
            byte[] content = ("{\"schemaVersion\":2,\"i\":" + i + "}").getBytes(UTF_8);
            Digest digest = Digest.of(Digest.Algorithm.SHA256, content);
            Descriptor manifest = new Descriptor(MediaType.IMAGE_MANIFEST, digest, content.length);
            registry.plant(
                    "repos/app/_tags/tag-" + i,
                    codec.encode(TagRecord.of(manifest, Bytes.of(content))).toArray());
        });
    }

    private static void list(CountedRegistry registry, String query) {
        if (registry.client().send("GET", "/v2/app/tags/list" + query).status() != 200) {
            throw new IllegalStateException("the list is not there");
        }
    }

    private static void listed(CountedRegistry registry, int tags) {
        plantTags(registry, tags);
        list(registry, "?n=5");
    }

    private static void nextPage(CountedRegistry registry) {
        list(registry, "?n=5&last=tag-4");
    }

    private static void listedCatalog(CountedRegistry registry) {
        for (int i = 0; i < 10; i++) {
            Digest _ = registry.pushImage("app-" + i, "v1", 0, 1);
        }
        catalog(registry, "?n=2", "app-0");
    }

    private static void nextCatalogPage(CountedRegistry registry) {
        catalog(registry, "?n=2&last=app-1", "app-2");
    }

    private static void catalog(CountedRegistry registry, String query, String first) {
        String page = registry.client().send("GET", "/v2/_catalog" + query).text();
        if (!page.startsWith("{\"repositories\":[\"" + first + "\",")) {
            throw new IllegalStateException("not the page that was asked for: " + page);
        }
    }

    private static void refer(CountedRegistry registry) {
        Digest subject = registry.pushImage(APP, "v1", 0, 1);
        Digest empty = registry.push(APP, "{}".getBytes(UTF_8));
        for (int i = 0; i < 200; i++) {
            String artifact = Client.artifact("application/vnd.n" + i, empty, subject);
            Digest digest = Digest.of(Digest.Algorithm.SHA256, artifact.getBytes(UTF_8));
            Digest _ = registry.client().pushManifest(APP, digest.toString(), artifact);
        }
        referrers(registry);
        registry.restart();
    }

    private static void referrers(CountedRegistry registry) {
        Digest subject = subject();
        String list =
                registry.client().send("GET", "/v2/app/referrers/" + subject).text();
        if (list.split("vnd.n", -1).length != 201) {
            throw new IllegalStateException("referrers are missing");
        }
    }

    private static Digest subject() {
        byte[] config = CountedRegistry.config(0);
        byte[] layer = CountedRegistry.layer(0);
        return Digest.of(
                Digest.Algorithm.SHA256,
                CountedRegistry.manifest(config, List.of(layer)).getBytes(UTF_8));
    }

    private static void pushBesideTags(CountedRegistry registry) {
        plantTags(registry, MANY);
        pushAndRestart(registry);
    }

    private static void deleteOne(CountedRegistry registry) {
        if (registry.client().send("DELETE", "/v2/app/manifests/" + subject()).status() != 202) {
            throw new IllegalStateException("it was not deleted");
        }
    }
}
