package dev.tardigrade.testing.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each sentence of {@link dev.tardigrade.registry.storage.ObjectStore} on listings. */
abstract class ListingContract extends StoreContract {

    abstract int moreThanAPage();

    @Test
    void aListHasEveryObjectBelowThePrefixAtAnyDepth() {
        putAll("a/1", "a/2/3", "a/2/4/5", "ab", "b/1");
        assertThat(listed(prefix("a/")))
                .extracting(ObjectInfo::key)
                .containsExactlyInAnyOrder(keys("a/1", "a/2/3", "a/2/4/5"));
    }

    @Test
    void aListOfNothingIsEmpty() {
        assertThat(listed(prefix("none/"))).isEmpty();
    }

    @Test
    void aListLongerThanAPageIsWhole() {
        List<String> names = names(moreThanAPage());
        names.forEach(name -> put(name, name));
        assertThat(listed(home()))
                .extracting(ObjectInfo::key)
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(this::key).toList());
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "d" + i % 3 + "/o" + i).toList();
    }

    @Test
    void theRootPrefixListsTheWholeBucket() {
        putAll("a", "b/c");
        assertThat(listed(KeyPrefix.ROOT)).extracting(ObjectInfo::key).contains(keys("a", "b/c"));
    }

    @Test
    void aDirectoryHasItsObjectsAndEachGroupOnce() {
        putAll("d/1", "d/2", "d/x/1", "d/x/2", "d/y/z/1", "e/1");
        var objects = new ArrayList<ObjectKey>();
        var groups = new ArrayList<KeyPrefix>();
        store().listDirectory(prefix("d/"), info -> objects.add(info.key()), groups::add);
        assertThat(objects).containsExactlyInAnyOrder(keys("d/1", "d/2"));
        assertThat(groups).containsExactlyInAnyOrder(prefix("d/x/"), prefix("d/y/"));
        var names = new ArrayList<ObjectKey>();
        store().listNames(prefix("d/"), names::add);
        assertThat(names).containsExactlyInAnyOrder(keys("d/1", "d/2"));
    }

    @Test
    void aDirectoryLongerThanAPageIsWhole() {
        int count = moreThanAPage();
        for (int i = 0; i < count; i++) {
            put("g" + i + "/o", "x");
        }
        put("o", "x");
        var objects = new ArrayList<ObjectKey>();
        var groups = new ArrayList<KeyPrefix>();
        store().listDirectory(home(), info -> objects.add(info.key()), groups::add);
        assertThat(objects).containsExactly(key("o"));
        assertThat(groups).doesNotHaveDuplicates().hasSize(count);
    }

    @Test
    void aNameThatIsObjectAndGroupIsListedAsBoth() {
        putAll("a", "a/b");
        var objects = new ArrayList<ObjectKey>();
        var groups = new ArrayList<KeyPrefix>();
        store().listDirectory(home(), info -> objects.add(info.key()), groups::add);
        assertThat(objects).containsExactly(key("a"));
        assertThat(groups).containsExactly(prefix("a/"));
    }

    @Test
    void listsSeeDeletes() {
        putAll("a/1", "a/2");
        store().delete(key("a/1"));
        assertThat(listed(home())).extracting(ObjectInfo::key).containsExactly(key("a/2"));
        store().delete(key("a/2"));
        store().listDirectory(
                        home(),
                        info -> {
                            throw new AssertionError(info);
                        },
                        group -> {
                            throw new AssertionError(group);
                        });
    }

    @Test
    void theConsumerMayUseTheStoreWhileItIsListed() {
        List<String> names = names(moreThanAPage());
        names.forEach(name -> put(name, name));
        store().list(home(), info -> store().delete(info.key()));
        assertThat(listed(home())).isEmpty();
    }

    @Test
    void whatTheConsumerThrowsEndsTheListingAndReachesTheCaller() {
        putAll("a", "b", "c");
        var seen = new ArrayList<ObjectInfo>();
        assertThatThrownBy(() -> store().list(home(), info -> {
                    seen.add(info);
                    throw new IllegalStateException("enough");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough");
        assertThat(seen).hasSize(1);
    }

    private void putAll(String... names) {
        for (String name : names) {
            put(name, name);
        }
    }

    private ObjectKey[] keys(String... names) {
        return Arrays.stream(names).map(this::key).toArray(ObjectKey[]::new);
    }
}
