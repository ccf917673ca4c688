package dev.tardigrade.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "library/nginx", "a.b_c__d-e--f/0", "x---y", "tags/list"})
    void namesOfRepositoriesFollowTheGrammar(String name) {
        assertThat(RepositoryName.parse(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "A", "a/", "/a", "a//b", "a..b", "a___b", "-a", "a-", "a.-b", "..", "a/../b", "a b", "a:b", "ä",
                "a\n"
            })
    void otherNamesAreNoneOfARepository(String name) {
        assertThatThrownBy(() -> RepositoryName.parse(name))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.NameInvalid.class));
    }

    @Test
    void aNameMayHave255CharactersAndNoMore() {
        assertThat(RepositoryName.parse("a".repeat(255)).value()).hasSize(255);
        assertThatThrownBy(() -> RepositoryName.parse("a".repeat(256))).isInstanceOf(RegistryException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "_", "A.b-c_", "sha256-abc"})
    void tagsFollowTheGrammar(String tag) {
        assertThat(Tag.parse(tag)).isEqualTo(new Tag(tag));
        assertThat(Reference.parse(tag)).isEqualTo(new Tag(tag));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".v1", "-v1", "a/b", "a b", "a\n"})
    void otherTextsAreNoTags(String tag) {
        assertThatThrownBy(() -> Tag.parse(tag))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.TagInvalid.class));
    }

    @Test
    void aReferenceWithAColonIsADigest() {
        String digest = "sha256:" + "0f".repeat(32);
        assertThat(Reference.parse(digest)).isEqualTo(Digest.parse(digest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":", "sha256", "sha256:", "sha256:0g", "SHA256:00", "md5:d41d8cd98f00b204e9800998ecf8427e"})
    void otherTextsAreNoDigests(String text) {
        assertThatThrownBy(() -> Digest.parse(text))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.failure()).isInstanceOf(Failure.DigestInvalid.class));
    }

    @Test
    void capitalsAreNoDigest() {
        assertThatThrownBy(() -> Digest.parse("sha256:" + "0F".repeat(32))).isInstanceOf(RegistryException.class);
    }

    @Property
    void aDigestReadsWhatItPrints(@ForAll byte[] content) {
        for (Digest.Algorithm algorithm : Digest.Algorithm.values()) {
            Digest digest = Digest.of(algorithm, content);
            assertThat(Digest.parse(digest.toString())).isEqualTo(digest);
        }
    }

    @Property
    void noTextIsMoreThanRefused(@ForAll @NotEmpty String text) {
        try {
            assertThat(Reference.parse(text).toString()).isEqualTo(text);
        } catch (RegistryException e) {
            assertThat(e.failure().message()).matches("[\\x20-\\x7E…]{1,200}");
        }
    }

    @Test
    void aMediaTypeIsReadWithoutItsParameters() {
        assertThat(MediaType.ofHeader(" application/json ; charset=utf-8")).contains(MediaType.JSON);
        assertThat(MediaType.ofHeader("application")).isEmpty();
    }
}
