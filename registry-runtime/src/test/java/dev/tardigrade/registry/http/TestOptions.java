package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tardigrade.registry.auth.Gate;
import dev.tardigrade.registry.auth.login.LoginCounts;
import dev.tardigrade.registry.blob.FolderLimits;
import dev.tardigrade.registry.cache.CacheLimits;
import dev.tardigrade.registry.gc.CollectionRules;
import dev.tardigrade.registry.http.api.ApiRules;
import dev.tardigrade.registry.lease.LeaseTerms;
import dev.tardigrade.registry.manifest.ManifestRules;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.notifications.Receiver;
import dev.tardigrade.registry.policy.ImmutableTags;
import dev.tardigrade.registry.policy.Retention;
import dev.tardigrade.registry.server.ClusterOptions;
import dev.tardigrade.registry.server.RegistryOptions;
import dev.tardigrade.registry.server.RegistryOptions.Collection;
import dev.tardigrade.registry.server.RegistryOptions.UploadMemory;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.stream.PartBuffers;
import dev.tardigrade.registry.upload.UploadLimits;
import dev.tardigrade.registry.upstream.UpstreamRules;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a registry of a test behaves: as usual, but for what a test says. */
public final class TestOptions {

    public static final KeyPrefix PREFIX = new KeyPrefix("images/");

    public static final ListenSettings LISTEN = new ListenSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(), Duration.ofSeconds(5));

    private static final CollectionRules COLLECTION =
            new CollectionRules(Duration.ofHours(1), false, 100, LeaseTerms.DEFAULT);

    private ListenSettings listen = LISTEN;
    private Gate gate = Gate.open();
    private ApiRules rules = new ApiRules(true, true);
    private ManifestRules manifests = ManifestRules.STRICT;
    private CacheLimits cache = new CacheLimits(16 << 20, Duration.ofMinutes(1));
    private Optional<ClusterOptions> cluster = Optional.empty();
    private Collection collection = new Collection(false, Duration.ofHours(1), COLLECTION, false);
    private List<Receiver> receivers = List.of();
    private UpstreamRules upstreams = UpstreamRules.NONE;
    private @Nullable FolderLimits folder;
    private long partBytes = PartBuffers.FULL_BYTES;

    private TestOptions() {}

    public static TestOptions usual() {
        return new TestOptions();
    }

    TestOptions listening(ListenSettings other) {
        listen = other;
        return this;
    }

    TestOptions within(ServerLimits limits) {
        return listening(new ListenSettings(listen.address(), listen.tls(), listen.drain(), limits, listen.host()));
    }

    TestOptions admitting(Gate other) {
        gate = other;
        return this;
    }

    TestOptions allowing(ApiRules other) {
        rules = other;
        return this;
    }

    TestOptions taking(ManifestRules other) {
        manifests = other;
        return this;
    }

    TestOptions caching(CacheLimits other) {
        cache = other;
        return this;
    }

    TestOptions among(ClusterOptions replicas) {
        cluster = Optional.of(replicas);
        return this;
    }

    /** With others who are told of what clients do. */
    TestOptions telling(List<Receiver> others) {
        receivers = others;
        return this;
    }

    /** With other registries whose images are pulled through. */
    TestOptions pullingThrough(UpstreamRules others) {
        upstreams = others;
        return this;
    }

    /** With blobs stored in parts of this size. */
    TestOptions inPartsOf(long bytes) {
        partBytes = bytes;
        return this;
    }

    /** With bytes of blobs on a disk. */
    TestOptions keepingBlobs(FolderLimits where) {
        folder = where;
        return this;
    }

    /** With tags removed by these rules, again and again. */
    TestOptions retaining(Retention retention) {
        collection = new Collection(true, Duration.ofMillis(100), COLLECTION, false);
        return taking(new ManifestRules(false, false, true, ImmutableTags.NONE, retention));
    }

    RegistryOptions done() {
        return new RegistryOptions(
                PREFIX,
                listen,
                new AnswerHeaders(Map.of("X-Content-Type-Options", List.of("nosniff"))),
                gate,
                rules,
                manifests,
                cache,
                UploadLimits.DEFAULT,
                new UploadMemory(16, Path.of(System.getProperty("java.io.tmpdir")), partBytes),
                Optional.empty(),
                Bytes.of("not a real secret, for tests alone".getBytes(US_ASCII)),
                cluster,
                collection,
                folder,
                receivers,
                upstreams,
                new LoginCounts(List.of()));
    }
}
