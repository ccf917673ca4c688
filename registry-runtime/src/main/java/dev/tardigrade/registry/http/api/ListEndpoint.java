package dev.tardigrade.registry.http.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tardigrade.registry.auth.Gate;
import dev.tardigrade.registry.auth.Permission;
import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.http.message.RegistryHeader;
import dev.tardigrade.registry.manifest.Catalog;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.Referrer;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpHeader;

/** Lists: tags, referrers and repositories, in pages. */
final class ListEndpoint {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Manifests manifests;
    private final Catalog catalog;
    private final Gate gate;

    ListEndpoint(Manifests manifests, Catalog catalog, Gate gate) {
        this.manifests = manifests;
        this.catalog = catalog;
        this.gate = gate;
    }

    void repositories(Exchange exchange, Principal principal) throws IOException {
        PageRequest request = PageRequest.parse(exchange.query());
        List<String> names = catalog.repositories().stream()
                .filter(name -> gate.allows(principal, new Permission.OnRepository(name, Permission.Action.PULL)))
                .map(RepositoryName::value)
                .toList();
        page(exchange, JSON.createObjectNode(), "repositories", request.of(names));
    }

    void tags(Exchange exchange, Route.Tags route) throws IOException {
        PageRequest request = PageRequest.parse(exchange.query());
        List<String> tags =
                manifests.tags(route.repository()).stream().map(Tag::value).toList();
        ObjectNode root = JSON.createObjectNode().put("name", route.repository().value());
        page(exchange, root, "tags", request.of(tags));
    }

    private static void page(Exchange exchange, ObjectNode root, String field, Page page) throws IOException {
        ArrayNode list = root.putArray(field);
        page.items().forEach(list::add);
        page.link(exchange.path()).ifPresent(link -> exchange.set(HttpHeader.LINK, link));
        exchange.answer(200, MediaType.JSON, Bytes.of(JSON.writeValueAsBytes(root)));
    }

    /** Always an index, also where nothing is known of the subject (OCI distribution spec, "Listing Referrers"). */
    void referrers(Exchange exchange, Route.Referrers route) throws IOException {
        Optional<String> filter = exchange.query().single("artifactType").filter(type -> !type.isEmpty());
        ObjectNode root =
                JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MediaType.IMAGE_INDEX.value());
        ArrayNode list = root.putArray("manifests");
        manifests.referrers(route.repository(), route.subject()).stream()
                .filter(referrer -> filter.isEmpty()
                        || referrer.artifactType().map(MediaType::value).equals(filter))
                .map(ListEndpoint::descriptor)
                .forEach(list::add);
        if (filter.isPresent()) {
            exchange.set(RegistryHeader.FILTERS_APPLIED, "artifactType");
        }
        exchange.answer(200, MediaType.IMAGE_INDEX, Bytes.of(JSON.writeValueAsBytes(root)));
    }

    private static ObjectNode descriptor(Referrer referrer) {
        ObjectNode node = JSON.createObjectNode()
                .put("mediaType", referrer.manifest().mediaType().value())
                .put("digest", referrer.manifest().digest().toString())
                .put("size", referrer.manifest().size());
        referrer.artifactType().ifPresent(type -> node.put("artifactType", type.value()));
        if (!referrer.annotations().isEmpty()) {
            ObjectNode annotations = node.putObject("annotations");
            new TreeMap<>(referrer.annotations()).forEach(annotations::put);
        }
        return node;
    }
}
