package dev.tardigrade.registry.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatchedTest {

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    private void later() {
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(2)));
    }

    private Watched<String> watch(Path file) throws IOException {
        return Watched.open(List.of(file), () -> Files.readString(file), now::get);
    }

    @Test
    void aChangeIsSeenWithinASecondOrTwo() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "one");
        Watched<String> watched = watch(file);
        Files.writeString(file, "other");
        assertThat(watched.get()).isEqualTo("one");
        later();
        assertThat(watched.get()).isEqualTo("other");
    }

    @Test
    void aFileOfTheSameSizeAndTimeThatTookItsPlaceIsSeen() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "one");
        Watched<String> watched = watch(file);
        Path next = Files.writeString(folder.resolve("b"), "two");
        Files.setLastModifiedTime(next, Files.getLastModifiedTime(file));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        later();
        assertThat(watched.get()).isEqualTo("two");
    }

    @Test
    void aVolumeOfKubernetesIsFollowed() throws IOException {
        Path first = Files.createDirectory(folder.resolve("..1"));
        Path second = Files.createDirectory(folder.resolve("..2"));
        Files.writeString(first.resolve("key"), "one");
        Files.writeString(second.resolve("key"), "two");
        Path data = Files.createSymbolicLink(folder.resolve("..data"), first);
        Path file = Files.createSymbolicLink(folder.resolve("key"), Path.of("..data/key"));
        Watched<String> watched = watch(file);
        Path swapped = Files.createSymbolicLink(folder.resolve("..tmp"), second);
        Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE);
        later();
        assertThat(watched.get()).isEqualTo("two");
    }

    @Test
    void whatCannotBeReadLeavesTheLastGoodContentUntilItCan() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "one");
        Watched<String> watched = watch(file);
        Files.delete(file);
        later();
        assertThat(watched.get()).isEqualTo("one");
        Files.writeString(file, "three");
        later();
        assertThat(watched.get()).isEqualTo("three");
    }

    @Test
    void filesThatComeAndGoInAFolderAreSeen() throws IOException {
        Watched<Long> watched = Watched.open(
                List.of(folder),
                () -> {
                    try (var files = Files.list(folder)) {
                        return files.count();
                    }
                },
                now::get);
        Files.writeString(folder.resolve("a"), "");
        later();
        assertThat(watched.get()).isEqualTo(1);
        Files.delete(folder.resolve("a"));
        later();
        assertThat(watched.get()).isZero();
    }

    @Test
    void whatIsNotThereAtTheStartIsNamed() {
        assertThatThrownBy(() -> watch(folder.resolve("nothing")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing");
    }
}
