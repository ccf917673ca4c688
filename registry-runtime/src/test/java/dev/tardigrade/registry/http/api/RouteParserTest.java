package dev.tardigrade.registry.http.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.http.api.route.Route;
import dev.tardigrade.registry.http.api.route.RouteParser;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.upload.SessionToken;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class RouteParserTest {

    private static final Digest DIGEST = Digest.parse("sha256:" + "0".repeat(64));

    /** Names made of the words of the API itself. */
    @Provide
    Arbitrary<RepositoryName> names() {
        return Arbitraries.of("tags", "list", "blobs", "uploads", "manifests", "referrers", "v2", "a")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(words -> new RepositoryName(String.join("/", words)));
    }

    @Property
    void everyNameIsReadOutOfEveryPath(@ForAll("names") RepositoryName name) {
        String root = "/v2/" + name;
        assertThat(RouteParser.parse(root + "/tags/list")).isEqualTo(new Route.Tags(name));
        assertThat(RouteParser.parse(root + "/manifests/v1")).isEqualTo(new Route.Manifest(name, new Tag("v1")));
        assertThat(RouteParser.parse(root + "/manifests/" + DIGEST)).isEqualTo(new Route.Manifest(name, DIGEST));
        assertThat(RouteParser.parse(root + "/blobs/" + DIGEST)).isEqualTo(new Route.Blob(name, DIGEST));
        assertThat(RouteParser.parse(root + "/referrers/" + DIGEST)).isEqualTo(new Route.Referrers(name, DIGEST));
        assertThat(RouteParser.parse(root + "/blobs/uploads/")).isEqualTo(new Route.NewUpload(name));
        assertThat(RouteParser.parse(root + "/blobs/uploads/x"))
                .isEqualTo(new Route.Upload(name, new SessionToken("x")));
    }

    @Property
    void noPathIsMoreThanRefused(@ForAll String path) {
        assertThatThrownBy(() -> RouteParser.parse("/v2/" + path + "/x")).isInstanceOf(RegistryException.class);
    }

    @Test
    void aPageTellsWhereTheNextOneBegins() {
        assertThat(page(1, "b", "d")).isEqualTo(new Page(List.of("b"), Optional.of("b")));
        assertThat(page(2, "b", "d")).isEqualTo(new Page(List.of("b", "d"), Optional.empty()));
        assertThat(page(5)).isEqualTo(new Page(List.of(), Optional.empty()));
        assertThat(page(0, "b")).isEqualTo(new Page(List.of(), Optional.empty()));
    }

    private static Page page(int size, String... following) {
        return new PageRequest(size, Optional.of("a")).of(Stream.of(following));
    }

    @Test
    void aLinkIsEscaped() {
        assertThat(new Page(List.of("a/b"), Optional.of("a/b")).link("/v2/_catalog"))
                .contains("</v2/_catalog?n=1&last=a%2Fb>; rel=\"next\"");
    }
}
