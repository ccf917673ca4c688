package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.auth.Caller;
import dev.tardigrade.registry.auth.Challenge;
import dev.tardigrade.registry.auth.Gate;
import dev.tardigrade.registry.auth.Permission;
import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.http.api.route.Route;
import dev.tardigrade.registry.http.api.route.RouteParser;
import dev.tardigrade.registry.http.message.AuthorizationHeader;
import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.http.message.RegistryHeader;
import dev.tardigrade.registry.http.message.RequestNote;
import dev.tardigrade.registry.http.token.TokenEndpoint;
import dev.tardigrade.registry.manifest.Catalog;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.Reference;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.UploadId;
import dev.tardigrade.registry.policy.Action;
import dev.tardigrade.registry.upload.Uploads;
import dev.tardigrade.registry.upstream.PullThrough;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Answers every request of the API. Each passes the gate before the store is asked anything for it: only the grammar of its address comes first. */
public final class RegistryApi {

    private static final Bytes EMPTY_OBJECT = Bytes.of(new byte[] {'{', '}'});

    private final Gate gate;
    private final Optional<TokenEndpoint> tokens;
    private final ApiRules rules;
    private final PullThrough contents;
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
            PullThrough contents,
            Catalog catalog,
            RequestMemory memory) {
        this.gate = gate;
        this.tokens = gate.tokens().map(TokenEndpoint::new);
        this.rules = rules;
        this.contents = contents;
        this.blobs = new BlobEndpoint(blobs, contents, rules);
        this.uploads = new UploadEndpoint(uploads, forwarder, blobs);
        this.manifests = new ManifestEndpoint(manifests, contents, memory);
        this.lists = new ListEndpoint(manifests, catalog, memory);
        this.referrers = new ReferrersEndpoint(manifests, memory);
    }

    /** The {@code WWW-Authenticate} header for a client that needs credentials. */
    public String challenge(Exchange exchange, Failure.Unauthenticated failure) {
        boolean forToken = tokens.isPresent() && exchange.path().equals(TokenEndpoint.PATH);
        Challenge challenge = forToken ? new Challenge.Basic("registry") : gate.challenge();
        return ChallengeHeader.of(challenge, exchange, () -> route(exchange), failure.reason());
    }

    /**
     * Answers a request.
     *
     * @throws dev.tardigrade.registry.model.RegistryException where it fails; then nothing, or the beginning of a body, has been answered
     * @throws IOException where the client or the store broke off
     */
    public void handle(Exchange exchange) throws IOException {
        if (tokens.isPresent() && exchange.path().equals(TokenEndpoint.PATH)) {
            exchange.note(RequestNote.KIND, "token");
            tokens.get().handle(exchange);
        } else {
            handleApi(exchange);
        }
    }

    private void handleApi(Exchange exchange) throws IOException {
        Route route = route(exchange);
        note(exchange, route);
        Operation operation = Operation.of(route, exchange.method());
        Caller caller = gate.admit(AuthorizationHeader.of(exchange), operation.permission());
        switch (caller.principal()) {
            case Principal.User(String name) -> exchange.note(RequestNote.USER, name);
            case Principal.Robot(String name) -> exchange.note(RequestNote.USER, "robot:" + name);
            case Principal.External(String source, String name) -> exchange.note(RequestNote.USER, source + ":" + name);
            case Principal.Anonymous _ -> {}
        }
        operation.check(rules);
        if (operation.permission() instanceof Permission.OnRepository(RepositoryName repository, Action action)
                && action == Action.PUSH) {
            contents.requirePushable(repository);
        }
        switch (route) {
            case Route.Base _ -> exchange.answer(200, MediaType.JSON, EMPTY_OBJECT);
            case Route.Repositories _ -> lists.repositories(exchange, caller);
            case Route.Tags tags -> lists.tags(exchange, tags);
            case Route.Referrers subject -> referrers.handle(exchange, subject);
            case Route.Manifest manifest -> manifests.handle(exchange, manifest);
            case Route.Blob blob -> blobs.handle(exchange, blob);
            case Route.NewUpload upload -> uploads.begin(exchange, upload, caller);
            case Route.Upload upload -> uploads.handle(exchange, upload, caller);
        }
    }

    /**
     * Mirrors of containerd name the registry that they stand for in the query, and not in the path. Where that chooses something, the answer says
     * so (OCI distribution spec, "Registry Proxying").
     */
    private Route route(Exchange exchange) {
        Route asked = RouteParser.parse(exchange.path());
        boolean reading = exchange.method().equals("GET") || exchange.isHead();
        Optional<String> registry = reading ? exchange.query().single("ns") : Optional.empty();
        return registry.map(name -> switch (asked) {
                    case Route.Manifest(RepositoryName repository, Reference reference) ->
                        standIn(exchange, name, repository)
                                .<Route>map(here -> new Route.Manifest(here, reference))
                                .orElse(asked);
                    case Route.Blob(RepositoryName repository, Digest digest) ->
                        standIn(exchange, name, repository)
                                .<Route>map(here -> new Route.Blob(here, digest))
                                .orElse(asked);
                    default -> asked;
                })
                .orElse(asked);
    }

    private Optional<RepositoryName> standIn(Exchange exchange, String registry, RepositoryName repository) {
        Optional<RepositoryName> here = contents.standIn(registry, repository);
        here.ifPresent(_ -> exchange.set(RegistryHeader.NAMESPACE, registry));
        return here;
    }

    private static void note(Exchange exchange, Route route) {
        exchange.note(RequestNote.KIND, route.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        if (route instanceof Route.OfRepository content) {
            exchange.note(RequestNote.REPOSITORY, content.repository().value());
        }
        switch (route) {
            case Route.Manifest manifest ->
                exchange.note(RequestNote.REFERENCE, manifest.reference().toString());
            case Route.Blob blob ->
                exchange.note(RequestNote.REFERENCE, blob.digest().toString());
            case Route.Referrers referrers ->
                exchange.note(RequestNote.REFERENCE, referrers.subject().toString());
            case Route.Base _, Route.Repositories _, Route.Tags _, Route.NewUpload _, Route.Upload _ -> {}
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
