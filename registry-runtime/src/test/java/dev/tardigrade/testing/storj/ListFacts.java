package dev.tardigrade.testing.storj;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists of objects. */
abstract class ListFacts extends Facts {

    @Test
    void listsAreWholeAndNotInTheOrderOfTheKeys() {
        List<String> names = putNumbered(12);
        assertThat(keys("")).containsExactlyInAnyOrderElementsOf(names).isNotEqualTo(names);
    }

    @Test
    void pagesTogetherHaveEveryObjectOnce() {
        List<String> names = putNumbered(12);
        List<String> listed =
                client()
                        .listObjectsV2Paginator(
                                request -> request.bucket(bucket()).maxKeys(5))
                        .contents()
                        .stream()
                        .map(S3Object::key)
                        .toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(names);
    }

    private List<String> putNumbered(int count) {
        List<String> names =
                IntStream.range(0, count).mapToObj("n%02d"::formatted).toList();
        names.forEach(name -> put(name, "x"));
        return names;
    }

    @Test
    void aPrefixThatEndsInASlashListsThatFolder() {
        put("a/1", "x");
        put("a/b/2", "x");
        put("ab", "x");
        assertThat(keys("a/")).containsExactlyInAnyOrder("a/1", "a/b/2");
    }

    @Test
    void aDelimiterGroupsDeeperKeys() {
        put("a/1", "x");
        put("a/b/2", "x");
        put("a/b/3", "x");
        var page = client().listObjectsV2(
                        request -> request.bucket(bucket()).prefix("a/").delimiter("/"));
        assertThat(page.contents()).extracting(S3Object::key).containsExactly("a/1");
        assertThat(page.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("a/b/");
    }

    @Test
    void otherPrefixesAndDelimitersAreEmulated() {
        put("a/1", "x");
        put("ab", "x");
        put("b-1", "x");
        put("b-2", "x");
        assertThat(keys("a")).containsExactlyInAnyOrder("a/1", "ab");
        var page = client().listObjectsV2(request -> request.bucket(bucket()).delimiter("-"));
        assertThat(page.contents()).extracting(S3Object::key).containsExactlyInAnyOrder("a/1", "ab");
        assertThat(page.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("b-");
    }

    @Test
    void aDeletedObjectIsNotListed() {
        put("a", "x");
        client().deleteObject(request -> request.bucket(bucket()).key("a"));
        assertThat(keys("")).isEmpty();
    }
}
