package dev.tardigrade.registry.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tardigrade.registry.http.api.route.Route;
import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.http.message.RegistryHeader;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.manifest.ReferrerPage;
import dev.tardigrade.registry.manifest.ReferrerQuery;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.Referrer;
import dev.tardigrade.registry.storage.LargeObjects.Holding;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpHeader;

/** What is about a manifest: always an index, also where nothing is known of the subject (OCI distribution spec, "Listing Referrers"). */
final class ReferrersEndpoint {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Of a page. Clients read indexes of up to 4 MiB, and not all of them follow links, so a page holds as much as it can. */
    private static final int MAX_BYTES = 3 << 20;

    private final Manifests manifests;
    private final RequestMemory memory;

    ReferrersEndpoint(Manifests manifests, RequestMemory memory) {
        this.manifests = manifests;
        this.memory = memory;
    }

    void handle(Exchange exchange, Route.Referrers route) throws IOException {
        try (Holding room = memory.answers().hold()) {
            Bytes page = room.call(() -> page(exchange, route));
            room.keep(page.size());
            exchange.answer(200, MediaType.IMAGE_INDEX, page, room::isOverdue);
        }
    }

    private Bytes page(Exchange exchange, Route.Referrers route) throws IOException {
        Optional<String> filter = exchange.query().single("artifactType").filter(type -> !type.isEmpty());
        String last = exchange.query().single("last").orElse("");
        ReferrerPage page =
                manifests.referrers(route.repository(), route.subject(), new ReferrerQuery(last, filter, MAX_BYTES));
        ObjectNode root =
                JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MediaType.IMAGE_INDEX.value());
        ArrayNode list = root.putArray("manifests");
        page.referrers().forEach(each -> list.add(descriptor(each)));
        if (page.more()) {
            exchange.set(
                    HttpHeader.LINK, link(exchange.path(), name(page.referrers().getLast()), filter));
        }
        if (filter.isPresent()) {
            exchange.set(RegistryHeader.FILTERS_APPLIED, "artifactType");
        }
        return Bytes.of(JSON.writeValueAsBytes(root));
    }

    private static String link(String path, String last, Optional<String> filter) {
        String type = filter.map(each -> "&artifactType=" + URLEncoder.encode(each, UTF_8))
                .orElse("");
        return "<" + path + "?last=" + URLEncoder.encode(last, UTF_8) + type + ">; rel=\"next\"";
    }

    private static String name(Referrer referrer) {
        return referrer.manifest().digest().toString();
    }

    private static ObjectNode descriptor(Referrer referrer) {
        ObjectNode node = JSON.createObjectNode()
                .put("mediaType", referrer.manifest().mediaType().value())
                .put("digest", name(referrer))
                .put("size", referrer.manifest().size());
        referrer.artifactType().ifPresent(type -> node.put("artifactType", type.value()));
        if (!referrer.annotations().isEmpty()) {
            ObjectNode annotations = node.putObject("annotations");
            new TreeMap<>(referrer.annotations()).forEach(annotations::put);
        }
        return node;
    }
}
