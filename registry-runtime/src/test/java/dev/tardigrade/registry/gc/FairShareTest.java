package dev.tardigrade.registry.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.layout.ObjectKind;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.ObjectKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class FairShareTest {

    private static List<Item> chosen(int most, List<Item> all, long seed) {
        FairShare share = new FairShare(most, seed);
        all.forEach(share);
        return share.chosen();
    }

    private static Stream<Item> of(String repository, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Item(
                        new ObjectKey("repos/" + repository + "/" + i),
                        ObjectKind.MANIFEST,
                        1,
                        new RepositoryName(repository)));
    }

    private static Stream<Item> records(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Item(new ObjectKey("blobs/" + i), ObjectKind.BLOB_RECORD, 1, null));
    }

    private static Map<String, Long> byFolder(List<Item> items) {
        return items.stream()
                .collect(Collectors.groupingBy(
                        item -> item.key().value().replaceFirst("/\\d+$", ""), Collectors.counting()));
    }

    @Test
    void whatFitsIsTakenWhole() {
        List<Item> all = Stream.concat(of("a", 3), records(2)).toList();
        assertThat(chosen(5, all, 7)).isEqualTo(all);
    }

    @Test
    void aFullRepositoryLeavesTheOthersTheirShare() {
        List<Item> all = Stream.of(of("full", 1000), of("other", 4), records(50), of("fuller", 5000))
                .flatMap(items -> items)
                .toList();
        assertThat(byFolder(chosen(64, all, 7)))
                .containsEntry("repos/other", 4L)
                .containsEntry("repos/full", 20L)
                .containsEntry("blobs", 20L)
                .containsEntry("repos/fuller", 20L);
    }

    @Test
    void inTheEndEverythingHasItsTurn() {
        List<Item> all = Stream.concat(of("full", 100), records(100)).toList();
        Set<Item> taken = new HashSet<>();
        LongStream.range(0, 200).forEach(seed -> taken.addAll(chosen(10, all, seed)));
        assertThat(taken).hasSameSizeAs(all);
    }

    @Test
    void moreRepositoriesThanPlacesTakeTurns() {
        List<Item> all =
                IntStream.range(0, 50).boxed().flatMap(i -> of("app" + i, 2)).toList();
        Set<RepositoryName> taken = new HashSet<>();
        LongStream.range(0, 200).forEach(seed -> chosen(10, all, seed).forEach(item -> taken.add(item.repository())));
        assertThat(taken).hasSize(50);
    }

    @Property
    void takesAsMuchAsItMayInOrderAndNothingTwice(
            @ForAll @IntRange(min = 1, max = 200) int most,
            @ForAll @IntRange(max = 100) int ofOne,
            @ForAll @IntRange(max = 100) int ofOther,
            @ForAll long seed) {
        List<Item> all = Stream.of(of("one", ofOne), records(30), of("other", ofOther))
                .flatMap(items -> items)
                .toList();
        List<Item> chosen = chosen(most, all, seed);
        assertThat(chosen).hasSize(Math.min(most, all.size())).isSubsetOf(all).doesNotHaveDuplicates();
        assertThat(chosen.stream().map(all::indexOf)).isSorted();
    }
}
