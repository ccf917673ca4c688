package dev.tardigrade.registry.config;

import dev.tardigrade.registry.config.settings.StorageBackend;
import dev.tardigrade.registry.config.settings.StorageBackend.BucketName;
import dev.tardigrade.registry.config.settings.StorageBackend.Credentials;
import dev.tardigrade.registry.config.settings.StorageBackend.Prefix;
import dev.tardigrade.registry.config.settings.StorageBackend.Region;
import dev.tardigrade.registry.config.source.Node;
import dev.tardigrade.registry.config.vocabulary.Key;
import dev.tardigrade.registry.model.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code storage.s3}. */
final class S3Reader {

    private static final String EXPECTED_ENDPOINT = "must be an address such as https://gateway.storjshare.io";
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Region ANY_REGION = new Region("us-east-1");

    private final Settings settings;

    S3Reader(Settings settings) {
        this.settings = settings;
    }

    /** Null if a problem was found without which there is no bucket. */
    @Nullable StorageBackend read() {
        BucketName bucket = settings.required(Key.STORAGE_S3_BUCKET, written -> new BucketName(written.text()));
        boolean elsewhere = settings.isSet(Key.STORAGE_S3_REGIONENDPOINT);
        URI endpoint = endpoint();
        Region region = elsewhere
                ? settings.value(Key.STORAGE_S3_REGION, ANY_REGION, S3Reader::region)
                : settings.required(Key.STORAGE_S3_REGION, S3Reader::region);
        boolean pathStyle = settings.flag(Key.STORAGE_S3_FORCEPATHSTYLE, elsewhere);
        boolean signPayloads = settings.flag(Key.STORAGE_S3_SIGNPAYLOADS, false);
        Prefix prefix = settings.value(Key.STORAGE_S3_ROOTDIRECTORY, new Prefix(""), S3Reader::prefix);
        Credentials credentials = credentials();
        return bucket == null || region == null
                ? null
                : new StorageBackend.S3(bucket, region, endpoint, pathStyle, signPayloads, prefix, credentials);
    }

    private @Nullable URI endpoint() {
        boolean secure = settings.flag(Key.STORAGE_S3_SECURE, true);
        URI endpoint = settings.value(Key.STORAGE_S3_REGIONENDPOINT, written -> endpoint(written, secure));
        if (!secure && !settings.isSet(Key.STORAGE_S3_REGIONENDPOINT)) {
            settings.problem(Key.STORAGE_S3_SECURE, "would speak plain http with AWS: leave it out");
        }
        if (!secure && endpoint != null && "https".equals(endpoint.getScheme())) {
            settings.warning(Key.STORAGE_S3_SECURE, "has no effect: storage.s3.regionendpoint begins with https");
        }
        return endpoint;
    }

    private static URI endpoint(Node.Scalar written, boolean secure) {
        String text = written.text();
        String whole = text.contains("://") ? text : (secure ? "https://" : "http://") + text;
        try {
            URI uri = new URI(whole.replaceFirst("/+$", "")).parseServerAuthority();
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getUserInfo() != null) {
                throw new IllegalArgumentException(
                        "must hold no user and password: they belong to accesskey and secretkey");
            }
            boolean bare = uri.getHost() != null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            if (!bare || !SCHEMES.contains(scheme)) {
                throw new IllegalArgumentException(EXPECTED_ENDPOINT);
            }
            return uri;
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException(EXPECTED_ENDPOINT);
        }
    }

    private static Region region(Node.Scalar written) {
        return new Region(written.text());
    }

    private static Prefix prefix(Node.Scalar written) {
        return new Prefix(written.text().replaceFirst("^/+", "").replaceFirst("/+$", ""));
    }

    private @Nullable Credentials credentials() {
        Secret access = settings.secret(Key.STORAGE_S3_ACCESSKEY, Key.STORAGE_S3_ACCESSKEYFILE);
        Secret secret = settings.secret(Key.STORAGE_S3_SECRETKEY, Key.STORAGE_S3_SECRETKEYFILE);
        half(
                Key.STORAGE_S3_ACCESSKEY,
                Key.STORAGE_S3_ACCESSKEYFILE,
                Key.STORAGE_S3_SECRETKEY,
                Key.STORAGE_S3_SECRETKEYFILE);
        half(
                Key.STORAGE_S3_SECRETKEY,
                Key.STORAGE_S3_SECRETKEYFILE,
                Key.STORAGE_S3_ACCESSKEY,
                Key.STORAGE_S3_ACCESSKEYFILE);
        return access == null || secret == null ? null : new Credentials(access, secret);
    }

    private void half(Key one, Key oneFile, Key other, Key otherFile) {
        boolean here = settings.isSet(one) || settings.isSet(oneFile);
        if (here && !settings.isSet(other) && !settings.isSet(otherFile)) {
            settings.problem(
                    other, "is missing beside " + one.path() + ": set both, or none for the AWS default chain");
        }
    }
}
