package dev.tardigrade.registry.http.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tardigrade.registry.auth.Caller;
import dev.tardigrade.registry.auth.Permission;
import dev.tardigrade.registry.http.api.route.Route;
import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.manifest.Catalog;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RepositoryName;
import java.io.IOException;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;

/** Lists of tags and of repositories, in pages. The first page is read anew; those behind it may be as old as what caches keep. */
final class ListEndpoint {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Manifests manifests;
    private final Catalog catalog;

    ListEndpoint(Manifests manifests, Catalog catalog) {
        this.manifests = manifests;
        this.catalog = catalog;
    }

    void repositories(Exchange exchange, Caller caller) throws IOException {
        PageRequest request = PageRequest.parse(exchange.query());
        Stream<String> names = request.last()
                .map(catalog::repositoriesAfter)
                .orElseGet(catalog::repositories)
                .filter(name -> caller.may(new Permission.SeeRepository(name)))
                .map(RepositoryName::value);
        page(exchange, JSON.createObjectNode(), "repositories", request.of(names));
    }

    void tags(Exchange exchange, Route.Tags route) throws IOException {
        PageRequest request = PageRequest.parse(exchange.query());
        Stream<String> tags = request.last()
                .map(last -> manifests.tagsAfter(route.repository(), last))
                .orElseGet(() -> manifests.tags(route.repository()));
        ObjectNode root = JSON.createObjectNode().put("name", route.repository().value());
        page(exchange, root, "tags", request.of(tags));
    }

    private static void page(Exchange exchange, ObjectNode root, String field, Page page) throws IOException {
        ArrayNode list = root.putArray(field);
        page.items().forEach(list::add);
        page.link(exchange.path()).ifPresent(link -> exchange.set(HttpHeader.LINK, link));
        exchange.answer(200, MediaType.JSON, Bytes.of(JSON.writeValueAsBytes(root)));
    }
}
