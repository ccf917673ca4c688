package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.auth.Credentials;
import dev.tardigrade.registry.auth.Gate;
import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.manifest.Catalog;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.UploadId;
import dev.tardigrade.registry.upload.Uploads;
import java.io.IOException;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;

/** Answers every request of the API. Each passes the gate before anything else is done for it. */
public final class RegistryApi {

    /** Under which a request carries the kind of its address once that is known. */
    public static final String KIND_ATTRIBUTE = RegistryApi.class.getName();

    private static final Bytes EMPTY_OBJECT = Bytes.of(new byte[] {'{', '}'});

    private final Gate gate;
    private final ApiRules rules;
    private final BlobEndpoint blobs;
    private final UploadEndpoint uploads;
    private final ManifestEndpoint manifests;
    private final ListEndpoint lists;
    private final ReferrersEndpoint referrers;

    public RegistryApi(
            Gate gate,
            ApiRules rules,
            Blobs blobs,
            Uploads uploads,
            Forwarder forwarder,
            Manifests manifests,
            Catalog catalog) {
        this.gate = gate;
        this.rules = rules;
        this.blobs = new BlobEndpoint(blobs);
        this.uploads = new UploadEndpoint(uploads, forwarder, blobs, gate);
        this.manifests = new ManifestEndpoint(manifests);
        this.lists = new ListEndpoint(manifests, catalog, gate);
        this.referrers = new ReferrersEndpoint(manifests);
    }

    /** The {@code WWW-Authenticate} header for a client that needs credentials. */
    public String challenge() {
        return "Basic realm=\"" + gate.realm() + "\"";
    }

    /**
     * Answers a request.
     *
     * @throws dev.tardigrade.registry.model.RegistryException where it fails; then nothing, or the beginning of a body, has been answered
     * @throws IOException where the client or the store broke off
     */
    public void handle(Exchange exchange) throws IOException {
        Credentials credentials = exchange.header(HttpHeader.AUTHORIZATION)
                .map(AuthorizationHeader::parse)
                .orElseGet(Credentials.None::new);
        Route route = RouteParser.parse(exchange.path());
        exchange.note(KIND_ATTRIBUTE, route.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        Operation operation = Operation.of(route, exchange.method());
        Principal principal = gate.admit(credentials, operation.permission());
        operation.check(rules);
        switch (route) {
            case Route.Base _ -> exchange.answer(200, MediaType.JSON, EMPTY_OBJECT);
            case Route.Repositories _ -> lists.repositories(exchange, principal);
            case Route.Tags tags -> lists.tags(exchange, tags);
            case Route.Referrers subject -> referrers.handle(exchange, subject);
            case Route.Manifest manifest -> manifests.handle(exchange, manifest);
            case Route.Blob blob -> blobs.handle(exchange, blob);
            case Route.NewUpload upload -> uploads.begin(exchange, upload, principal);
            case Route.Upload upload -> uploads.handle(exchange, upload, principal);
        }
    }

    /**
     * Answers a request for an upload that another replica has sent on, which has verified that the client may make it.
     *
     * @throws dev.tardigrade.registry.model.RegistryException as {@link #handle}
     * @throws IOException as {@link #handle}
     */
    public void handleForwarded(Exchange exchange, UploadId upload) throws IOException {
        if (!(RouteParser.parse(exchange.path()) instanceof Route.Upload route)) {
            throw new RegistryException(new Failure.NoSuchAddress("only requests for uploads are sent on"));
        }
        Operation _ = Operation.of(route, exchange.method());
        uploads.handleForwarded(exchange, route, upload);
    }
}
