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
import dev.tardigrade.registry.storage.LargeObjects.Holding;
import java.io.IOException;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;

/** Lists of tags and of repositories, in pages. The first page is read anew; those behind it may be as old as what caches keep. */
final class ListEndpoint {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Manifests manifests;
    private final Catalog catalog;
    private final RequestMemory memory;

    ListEndpoint(Manifests manifests, Catalog catalog, RequestMemory memory) {
        this.manifests = manifests;
        this.catalog = catalog;
        this.memory = memory;
    }

    void repositories(Exchange exchange, Caller caller) throws IOException {
        PageRequest request = PageRequest.parse(exchange.query());
        answer(exchange, () -> {
            Stream<String> names = request.last()
                    .map(catalog::repositoriesAfter)
                    .orElseGet(catalog::repositories)
                    .filter(name -> caller.may(new Permission.SeeRepository(name)))
                    .map(RepositoryName::value);
            return page(exchange, JSON.createObjectNode(), "repositories", request.of(names));
        });
    }

    void tags(Exchange exchange, Route.Tags route) throws IOException {
        PageRequest request = PageRequest.parse(exchange.query());
        answer(exchange, () -> {
            Stream<String> tags = request.last()
                    .map(last -> manifests.tagsAfter(route.repository(), last))
                    .orElseGet(() -> manifests.tags(route.repository()));
            ObjectNode root =
                    JSON.createObjectNode().put("name", route.repository().value());
            return page(exchange, root, "tags", request.of(tags));
        });
    }

    /** While the page is sent nothing else of the list is held. */
    private void answer(Exchange exchange, ScopedValue.CallableOp<Bytes, IOException> list) throws IOException {
        try (Holding room = memory.answers().hold()) {
            Bytes page = room.call(list);
            room.keep(page.size());
            exchange.answer(200, MediaType.JSON, page, room::isOverdue);
        }
    }

    private static Bytes page(Exchange exchange, ObjectNode root, String field, Page page) throws IOException {
        ArrayNode list = root.putArray(field);
        page.items().forEach(list::add);
        page.link(exchange.path()).ifPresent(link -> exchange.set(HttpHeader.LINK, link));
        return Bytes.of(JSON.writeValueAsBytes(root));
    }
}
