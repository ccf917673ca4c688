package dev.tardigrade.registry.config.vocabulary;

import static dev.tardigrade.registry.config.vocabulary.Disposition.free;
import static dev.tardigrade.registry.config.vocabulary.Disposition.ignored;
import static dev.tardigrade.registry.config.vocabulary.Disposition.ignoredUnless;
import static dev.tardigrade.registry.config.vocabulary.Disposition.list;
import static dev.tardigrade.registry.config.vocabulary.Disposition.refused;
import static dev.tardigrade.registry.config.vocabulary.Disposition.refusedWhole;
import static dev.tardigrade.registry.config.vocabulary.Disposition.secret;
import static dev.tardigrade.registry.config.vocabulary.Disposition.supported;

import dev.tardigrade.registry.config.source.KeyPath;

/**
 * Every key of {@code registry:2} (2.8 and 3), and our own. A key that is not supported stands for all that is below it.
 * The table in the module's README is this list.
 */
// Its fields are records of immutable parts; the checker believes only those that carry an annotation of its own.
@SuppressWarnings("ImmutableEnumChecker")
public enum Key {
    VERSION("version", supported("must be `0.1`")),

    LOG_LEVEL("log.level", supported("`error`, `warn`, `info` or `debug`; default `info`")),
    LOG_FORMATTER("log.formatter", supported("`text` or `json`; default `text`; `logstash` means `json`")),
    LOG_FIELDS("log.fields", free("names and texts that every log line carries")),
    LOG_ACCESSLOG_DISABLED("log.accesslog.disabled", supported("no line per request; default `false`")),
    LOG_HOOKS("log.hooks", ignored("no mail is sent: alert on the log or on the metrics")),
    LOG_REPORTCALLER("log.reportcaller", ignored("log lines do not name the line of code")),
    LOGLEVEL("loglevel", supported("old name of `log.level`, which wins")),

    STORAGE_FILESYSTEM_ROOTDIRECTORY(
            "storage.filesystem.rootdirectory", supported("directory; default `/var/lib/registry`")),
    STORAGE_FILESYSTEM_MAXTHREADS("storage.filesystem.maxthreads", ignored("threads are not a limit here")),
    STORAGE_INMEMORY("storage.inmemory", free("takes no keys; everything is lost at the end: for tests")),

    STORAGE_S3_ACCESSKEY("storage.s3.accesskey", secret("access key; without keys the AWS default chain is asked")),
    STORAGE_S3_ACCESSKEYFILE("storage.s3.accesskeyfile", supported("file with the access key (ours)")),
    STORAGE_S3_SECRETKEY("storage.s3.secretkey", secret("secret key")),
    STORAGE_S3_SECRETKEYFILE("storage.s3.secretkeyfile", supported("file with the secret key (ours)")),
    STORAGE_S3_BUCKET("storage.s3.bucket", supported("name of the bucket; required")),
    STORAGE_S3_REGION("storage.s3.region", supported("required for AWS; default `us-east-1` at other endpoints")),
    STORAGE_S3_REGIONENDPOINT("storage.s3.regionendpoint", supported("address of an S3 that is not AWS")),
    STORAGE_S3_FORCEPATHSTYLE(
            "storage.s3.forcepathstyle", supported("bucket in the path; default `true` with `regionendpoint`")),
    STORAGE_S3_ROOTDIRECTORY("storage.s3.rootdirectory", supported("prefix of all keys; default none")),
    STORAGE_S3_SECURE(
            "storage.s3.secure", supported("scheme of a `regionendpoint` without one; default `true`, https")),
    STORAGE_S3_SIGNPAYLOADS(
            "storage.s3.signpayloads",
            supported("sign what is sent over plain http on this machine, too, where nobody else could change it;"
                    + " it is signed on other machines anyway; default `false` (ours)")),
    STORAGE_S3_SKIPVERIFY(
            "storage.s3.skipverify",
            refused("give the JVM the endpoint's CA: JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE")),
    STORAGE_S3_ENCRYPT(
            "storage.s3.encrypt", refused("switch on default encryption of the bucket; Storj always encrypts")),
    STORAGE_S3_KEYID("storage.s3.keyid", refused("name the key in the default encryption of the bucket")),
    STORAGE_S3_OBJECTACL(
            "storage.s3.objectacl",
            refused("let the owner of the bucket own its objects by a bucket setting", "private")),
    STORAGE_S3_USEFIPSENDPOINT(
            "storage.s3.usefipsendpoint", refused("name the FIPS endpoint in storage.s3.regionendpoint")),
    STORAGE_S3_USEDUALSTACK("storage.s3.usedualstack", ignored("name the dual-stack endpoint in `regionendpoint`")),
    STORAGE_S3_ACCELERATE("storage.s3.accelerate", ignored("name the accelerated endpoint in `regionendpoint`")),
    STORAGE_S3_STORAGECLASS(
            "storage.s3.storageclass", ignored("objects get the bucket's own class", "STANDARD", "NONE")),
    STORAGE_S3_V4AUTH("storage.s3.v4auth", ignoredUnless("requests are always signed by version 4", "true", "")),
    STORAGE_S3_CHUNKSIZE("storage.s3.chunksize", ignored("parts are 64 MiB, one segment on Storj")),
    STORAGE_S3_MULTIPARTCOPYCHUNKSIZE("storage.s3.multipartcopychunksize", ignored("nothing is copied")),
    STORAGE_S3_MULTIPARTCOPYMAXCONCURRENCY("storage.s3.multipartcopymaxconcurrency", ignored("nothing is copied")),
    STORAGE_S3_MULTIPARTCOPYTHRESHOLDSIZE("storage.s3.multipartcopythresholdsize", ignored("nothing is copied")),
    STORAGE_S3_USERAGENT("storage.s3.useragent", ignored("the client names itself")),
    STORAGE_S3_LOGLEVEL("storage.s3.loglevel", ignored("see `log.level`", "off")),
    STORAGE_S3AWS("storage.s3aws", refusedWhole("write it as storage.s3, which takes the same keys")),

    STORAGE_AZURE("storage.azure", refusedWhole("use storage.s3 or storage.filesystem")),
    STORAGE_GCS(
            "storage.gcs", refusedWhole("use storage.s3 with the interoperability endpoint and keys of the bucket")),
    STORAGE_SWIFT("storage.swift", refusedWhole("use storage.s3 with the S3 endpoint of the cluster")),
    STORAGE_OSS("storage.oss", refusedWhole("use storage.s3 with the S3 endpoint of the region")),

    STORAGE_DELETE_ENABLED(
            "storage.delete.enabled", supported("manifests, tags and blobs may be deleted; default `false`")),
    STORAGE_MAINTENANCE_READONLY_ENABLED(
            "storage.maintenance.readonly.enabled", supported("nothing may be pushed or deleted; default `false`")),
    STORAGE_MAINTENANCE_UPLOADPURGING_ENABLED(
            "storage.maintenance.uploadpurging.enabled",
            supported("what is left of uploads is removed; default `true`")),
    STORAGE_MAINTENANCE_UPLOADPURGING_AGE(
            "storage.maintenance.uploadpurging.age",
            supported("for how long nobody must have gone on with an upload; default `168h`")),
    STORAGE_MAINTENANCE_UPLOADPURGING_INTERVAL(
            "storage.maintenance.uploadpurging.interval", supported("how often; default `24h`")),
    STORAGE_MAINTENANCE_UPLOADPURGING_DRYRUN(
            "storage.maintenance.uploadpurging.dryrun", supported("only says so in the log; default `false`")),
    STORAGE_REDIRECT_DISABLE(
            "storage.redirect.disable",
            supported("`false`: clients fetch blobs from S3 itself, by addresses that hold for 5 min;"
                    + " default `true`, all bytes go through this server")),
    STORAGE_CACHE_BLOBDESCRIPTOR("storage.cache.blobdescriptor", ignored("the cache is in memory", "inmemory")),
    STORAGE_CACHE_BLOBDESCRIPTORSIZE("storage.cache.blobdescriptorsize", ignored("the cache has a fixed bound")),
    STORAGE_CACHE_LAYERINFO("storage.cache.layerinfo", ignored("the cache is in memory", "inmemory")),
    STORAGE_TAG_CONCURRENCYLIMIT(
            "storage.tag.concurrencylimit", ignored("a manifest is deleted without reading all tags")),

    GC_ENABLED("gc.enabled", supported("a serving registry collects garbage; default `true` (ours)")),
    GC_INTERVAL("gc.interval", supported("time between passes of collection; default `24h` (ours)")),
    GC_GRACEPERIOD(
            "gc.graceperiod",
            supported(
                    "how long what a client was told exists stays, though nothing refers to it; default `2h` (ours)")),
    GC_UNTAGGED(
            "gc.untagged",
            supported("manifests that no tag, index or subject leads to are collected too; default `false` (ours)")),
    GC_RATE("gc.rate", supported("most reads of the storage a second for collection; default `100` (ours)")),

    RETENTION_RULES(
            "retention.rules",
            list(
                    "rules of `repositories`, `tags` and `keep` (`newest`, `pushedwithin`, `tags`): tags that rules cover and none"
                            + " keeps are removed before each collection; default none (ours)")),
    RETENTION_DRYRUN("retention.dryrun", supported("the log only says which tags would go; default `false` (ours)")),

    CACHE_TAGS_TTL(
            "cache.tags.ttl",
            supported("how long this replica may serve tags and content that another one has moved or deleted;"
                    + " default `10s`, `0` for never (ours)")),
    CACHE_BLOBS_DIRECTORY("cache.blobs.directory", supported("folder that keeps bytes of blobs; default none (ours)")),
    CACHE_BLOBS_SIZE("cache.blobs.size", supported("most bytes in it, for instance `20GiB`; default `10GiB` (ours)")),

    TAGS_IMMUTABLE(
            "tags.immutable",
            list(
                    "rules of `tags`, `except` and `repositories`: such tags are neither moved nor deleted, with `*` for any"
                            + " part; default none (ours)")),

    AUTH_HTPASSWD_REALM("auth.htpasswd.realm", supported("realm that clients are asked for; required")),
    AUTH_HTPASSWD_PATH("auth.htpasswd.path", supported("file of users and bcrypt hashes; required, never made by us")),
    AUTH_ROBOTS_PATH(
            "auth.robots.path",
            supported("file of robots, `NAME:sha256:HASH` of random passwords, each of several lines counts;"
                    + " rules name them as `robot:NAME` (ours)")),
    AUTH_IDENTITIES(
            "auth.identities",
            list(
                    "issuers of OpenID Connect that vouch for people and programs: `name`, `issuer`, `audience`, and `kind`, `jwks`,"
                            + " `username`, `groups`, `claims`; rules name them as `NAME:WHO` (ours)")),
    AUTH_NONE("auth.none", free("takes no keys; everybody may do everything, as without `auth`")),
    AUTH_POLICIES(
            "auth.policies",
            list(
                    "rules of `who`, `repositories` and `actions`; what none allows is denied; default: users everything (ours)")),
    AUTH_ISSUER_SERVICE("auth.issuer.service", supported("name of this registry in tokens; default `registry` (ours)")),
    AUTH_ISSUER_REALM(
            "auth.issuer.realm", supported("where clients get tokens; default `/auth/token` at `http.host` (ours)")),
    AUTH_ISSUER_KEYS(
            "auth.issuer.keys",
            supported(
                    "folder of keys that sign tokens, `current.pem` now; default a key made of `http.secret` (ours)")),
    AUTH_ISSUER_LIFETIME("auth.issuer.lifetime", supported("how long a token is good; default `5m` (ours)")),
    AUTH_TOKEN_REALM("auth.token.realm", supported("where clients get tokens; required without `autoredirect`")),
    AUTH_TOKEN_SERVICE("auth.token.service", supported("audience of tokens; required")),
    AUTH_TOKEN_ISSUER("auth.token.issuer", supported("who makes tokens; required")),
    AUTH_TOKEN_ROOTCERTBUNDLE(
            "auth.token.rootcertbundle", supported("PEM file of certificates whose keys sign tokens; this or `jwks`")),
    AUTH_TOKEN_JWKS("auth.token.jwks", supported("JSON file of keys that sign tokens")),
    AUTH_TOKEN_AUTOREDIRECT(
            "auth.token.autoredirect", supported("tokens are got at the host that clients call; default `false`")),
    AUTH_TOKEN_AUTOREDIRECTPATH("auth.token.autoredirectpath", supported("path there; default `/auth/token`")),
    AUTH_TOKEN_SIGNINGALGORITHMS(
            "auth.token.signingalgorithms", list("of RS256 to RS512, PS256 to PS512 and ES256 to ES512; default all")),
    AUTH_SILLY("auth.silly", refusedWhole("it lets everybody in: use auth.htpasswd, or leave auth out")),

    HTTP_ADDR("http.addr", supported("`HOST:PORT`; default `:5000`")),
    HTTP_NET("http.net", supported("must be `tcp`")),
    HTTP_SECRET("http.secret", secret("signs uploads; the same for all replicas; default random")),
    HTTP_SECRETFILE("http.secretfile", supported("file with `http.secret` (ours)")),
    HTTP_DRAINTIMEOUT("http.draintimeout", supported("time for open requests after SIGTERM; default `25s`")),
    HTTP_LIMITS_READS(
            "http.limits.reads",
            supported(
                    "most requests that read at a time; more wait 10 s, then 429; default all that the memory allows (ours)")),
    HTTP_LIMITS_WRITES("http.limits.writes", supported("likewise of those that write (ours)")),
    HTTP_HEADERS("http.headers", free("headers of all answers: names and lists of values")),
    HTTP_TLS_CERTIFICATE("http.tls.certificate", supported("PEM file, the server's certificate first")),
    HTTP_TLS_KEY("http.tls.key", supported("PEM file with its private key")),
    HTTP_TLS_MINIMUMTLS("http.tls.minimumtls", supported("`tls1.2` or `tls1.3`; default `tls1.2`")),
    HTTP_TLS_CIPHERSUITES("http.tls.ciphersuites", list("suites of TLS 1.2, strong ones alone; default all of these")),
    HTTP_TLS_CLIENTCAS(
            "http.tls.clientcas",
            list("PEM files of those who sign the certificates that clients must show; default none")),
    HTTP_TLS_CLIENTAUTH(
            "http.tls.clientauth",
            supported("`require-and-verify-client-cert` or `verify-client-cert-if-given`; default the first")),
    HTTP_TLS_LETSENCRYPT(
            "http.tls.letsencrypt", refused("let cert-manager or certbot fetch the certificate, and name its files")),
    HTTP_DEBUG_ADDR("http.debug.addr", supported("`HOST:PORT` of health and metrics; default none")),
    HTTP_DEBUG_PROMETHEUS_ENABLED(
            "http.debug.prometheus.enabled", supported("metrics at `http.debug.addr`; default `false`")),
    HTTP_DEBUG_PROMETHEUS_PATH("http.debug.prometheus.path", supported("path of the metrics; default `/metrics`")),
    HTTP_PREFIX("http.prefix", refused("serve the registry at the root of a host name of its own", "/")),
    HTTP_HOST(
            "http.host",
            supported("address at which clients get tokens, default the one that they call, also through a proxy")),
    HTTP_RELATIVEURLS("http.relativeurls", ignored("every Location is relative", "true")),
    HTTP_HTTP2_DISABLED("http.http2.disabled", ignored("the client chooses the protocol")),
    HTTP_H2C_ENABLED("http.h2c.enabled", ignored("the client chooses the protocol", "true")),

    CLUSTER_ADDR(
            "cluster.addr",
            supported("`HOST:PORT` where this replica answers the others; default none: one replica (ours)")),
    CLUSTER_SELF(
            "cluster.self",
            supported("address of this replica for the others, such as the Pod's; port as in `cluster.addr` (ours)")),
    CLUSTER_PEERS(
            "cluster.peers",
            supported(
                    "`HOST:PORT` of a headless Service, or of each replica with commas between; looked up again and again (ours)")),

    NOTIFICATIONS_ENDPOINTS(
            "notifications.endpoints",
            list("who is told of pulls, pushes, mounts and deletions, as in `registry:2`; ours are `headersfile` (lines"
                    + " `NAME: VALUE`) and `format` (`docker` or `cloudevents`)")),
    NOTIFICATIONS_HOST(
            "notifications.host",
            supported("address that `target.url` in notifications begins with; default `http.host`, else there is no"
                    + " `target.url` (ours)")),
    NOTIFICATIONS_EVENTS("notifications.events", ignored("events do not list what a manifest refers to")),
    HEALTH_STORAGEDRIVER("health.storagedriver", ignored("`/readyz` always asks the storage")),
    HEALTH_FILE("health.file", ignored("probe `/readyz` of `http.debug.addr`; take a Pod out by its labels")),
    HEALTH_HTTP("health.http", ignored("probe other servers where you probe this one")),
    HEALTH_TCP("health.tcp", ignored("probe other servers where you probe this one")),
    PROXY("proxy", refused("name the registry in upstreams, with a prefix for its repositories")),
    UPSTREAMS(
            "upstreams",
            list(
                    "registries whose images are pulled through this one: `name`, `url`, `prefix` of the repositories here,"
                            + " `username` and `password` (or `usernamefile` and `passwordfile`), and `ttl` (default `1h`) after"
                            + " which they are asked again where a tag points; default none (ours)")),
    VALIDATION_ENABLED("validation.enabled", ignored("manifests are always checked", "true")),
    VALIDATION_DISABLED("validation.disabled", ignored("manifests are always checked")),
    VALIDATION_MANIFESTS_URLS("validation.manifests.urls", refused("check the URLs of foreign layers before you push")),
    VALIDATION_MANIFESTS_IMAGES_LAYERS(
            "validation.manifests.images.layers",
            supported("whether an image may only name blobs that are there: `all` or `none`; default `all` (ours)")),
    VALIDATION_MANIFESTS_INDEXES_PLATFORMS(
            "validation.manifests.indexes.platforms",
            supported("whether an index may only name manifests that are there: `all` or `none`; default `all`")),
    VALIDATION_MANIFESTS_INDEXES_PLATFORMLIST(
            "validation.manifests.indexes.platformlist", refused("set platforms to `all` or `none`")),
    POLICY("policy", refused("check the kinds of images before you push")),
    CATALOG_MAXENTRIES("catalog.maxentries", ignored("pages have a fixed bound")),
    TAGS_MAXTAGS("tags.maxtags", ignored("pages have a fixed bound")),
    MIDDLEWARE("middleware", refused("leave it out: nothing can be put between this server and its storage")),
    REDIS("redis", ignored("nothing is kept in Redis")),
    REPORTING("reporting", ignored("nothing is sent to Bugsnag or New Relic: alert on the log or on the metrics")),
    COMPATIBILITY("compatibility", ignored("schema 1 is not served: push such images again with a current client"));

    private final KeyPath path;
    private final Disposition disposition;

    Key(String path, Disposition disposition) {
        this.path = KeyPath.of(path);
        this.disposition = disposition;
    }

    public KeyPath path() {
        return path;
    }

    public Disposition disposition() {
        return disposition;
    }

    /** Whether its value must not be seen. */
    public boolean isSecret() {
        return disposition instanceof Disposition.Supported supported && supported.shape() == Disposition.Shape.SECRET;
    }
}
