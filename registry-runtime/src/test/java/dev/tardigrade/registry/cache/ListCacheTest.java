package dev.tardigrade.registry.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.storage.KeyPrefix;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ListCacheTest {

    private static final KeyPrefix FOLDER = new KeyPrefix("tags/");

    private final AtomicLong nanos = new AtomicLong();
    private final Set<String> store = new TreeSet<>();
    private int reads;
    private ListCache lists = new ListCache(new CacheLimits(1 << 20, Duration.ofSeconds(10)), nanos::get);

    @BeforeEach
    void fill() {
        store.addAll(List.of("b", "d", "a"));
    }

    private void read(Consumer<String> each) {
        reads++;
        store.forEach(each);
    }

    private List<String> after(String name) {
        return lists.get(FOLDER, this::read).after(name).toList();
    }

    @Test
    void pagesBehindTheFirstNeedNoFurtherRead() {
        assertThat(lists.read(FOLDER, this::read).all()).containsExactly("a", "b", "d");
        assertThat(after("a")).containsExactly("b", "d");
        assertThat(after("c")).containsExactly("d");
        assertThat(after("z")).isEmpty();
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void whatOthersChangeIsSeenWhenTheTimeIsOver() {
        assertThat(after("")).hasSize(3);
        store.add("e");
        assertThat(after("d")).isEmpty();
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        assertThat(after("d")).containsExactly("e");
    }

    @Test
    void whatOthersAnnounceIsSeenAtOnce() {
        assertThat(after("")).hasSize(3);
        store.add("e");
        lists.forget(FOLDER.key("e"));
        assertThat(after("d")).containsExactly("e");
    }

    @Test
    void aListThatIsAskedForAnewIsReadAnew() {
        assertThat(after("")).hasSize(3);
        store.remove("a");
        assertThat(lists.read(FOLDER, this::read).all()).containsExactly("b", "d");
        assertThat(after("")).containsExactly("b", "d");
    }

    @Test
    void ownChangesAreSeenWithoutARead() {
        assertThat(after("")).hasSize(3);
        lists.added(FOLDER, "c");
        lists.removed(FOLDER, "b");
        lists.added(FOLDER, "d");
        assertThat(after("")).containsExactly("a", "c", "d");
        assertThat(after("c")).containsExactly("d");
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void ownChangesDuringAReadAreSeen() {
        NameList list = lists.read(FOLDER, each -> {
            lists.added(FOLDER, "c");
            lists.removed(FOLDER, "b");
            store.forEach(each);
        });
        assertThat(list.all()).containsExactly("a", "c", "d");
        assertThat(after("")).containsExactly("a", "c", "d");
    }

    @Test
    void aListThatWasForgottenWhileItWasReadIsNotKept() {
        NameList list = lists.read(FOLDER, each -> {
            lists.forget(FOLDER.key("b"));
            store.forEach(each);
        });
        assertThat(list.all()).hasSize(3);
        assertThat(after("")).hasSize(3);
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void aReadThatFailsLeavesNothingBehind() {
        assertThatThrownBy(() -> lists.read(FOLDER, _ -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(after("")).hasSize(3);
    }

    @Test
    void whatIsTooLargeIsReadEachTime() {
        lists = new ListCache(new CacheLimits(10, Duration.ofSeconds(10)), nanos::get);
        assertThat(after("")).hasSize(3);
        assertThat(after("a")).hasSize(2);
        assertThat(reads).isEqualTo(2);
    }

    @Property
    void aListIsWhatASortedSetIs(
            @ForAll List<@StringLength(min = 1, max = 2) @CharRange(from = 'a', to = 'd') String> read,
            @ForAll List<@StringLength(min = 1, max = 2) @CharRange(from = 'a', to = 'd') String> added,
            @ForAll List<@StringLength(min = 1, max = 2) @CharRange(from = 'a', to = 'd') String> removed,
            @ForAll @StringLength(max = 2) @CharRange(from = 'a', to = 'e') String last) {
        NameList list = new NameList();
        list.fill(read);
        TreeSet<String> expected = new TreeSet<>(read);
        added.forEach(name -> list.note(name, true));
        expected.addAll(added);
        removed.forEach(name -> list.note(name, false));
        expected.removeAll(removed);
        assertThat(list.after(last)).containsExactlyElementsOf(expected.tailSet(last, false));
        assertThat(list.isEmpty()).isEqualTo(expected.isEmpty());
    }
}
