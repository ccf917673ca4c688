package dev.tardigrade.registry.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.ETag;
import dev.tardigrade.registry.storage.MultipartUpload;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.Content;
import dev.tardigrade.registry.stream.PartBuffers;
import dev.tardigrade.registry.stream.SegmentPool;
import dev.tardigrade.registry.stream.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartPipelineTest {

    @Test
    void anObjectIsNotCompletedWithoutAPartWhoseContentCouldNotBeRead(@TempDir Path spool) {
        var upload = new UnreadableParts();
        var pipeline = new PartPipeline(upload);

        assertThatThrownBy(() -> {
                    pipeline.send(new PartBuffers(new SegmentPool(1), Spool.in(spool)).open());
                    pipeline.complete();
                })
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("part 1 of the upload could not be stored");
        assertThat(upload.completed).isFalse();
    }

    @Test
    void morePartsThanOneObjectMayHaveAreRefused(@TempDir Path spool) {
        var upload = new UnreadableParts();
        List<MultipartUpload.Part> before = IntStream.rangeClosed(1, MultipartUpload.MAX_PARTS)
                .mapToObj(number -> new MultipartUpload.Part(number, new ETag("e"), 1))
                .toList();
        var pipeline = new PartPipeline(upload, before);
        assertThatThrownBy(() -> pipeline.send(new PartBuffers(new SegmentPool(1), Spool.in(spool)).open()))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.TooLarge.class));
    }

    /** As a store does where the content of a part cannot be read. */
    private static final class UnreadableParts implements MultipartUpload {

        private boolean completed;

        @Override
        public ObjectKey key() {
            return new ObjectKey("data/uploads/1");
        }

        @Override
        public MultipartId id() {
            return new MultipartId("1");
        }

        @Override
        public Part put(int number, Content content) {
            throw new UncheckedIOException(new IOException("the spool file is gone"));
        }

        @Override
        public List<Part> parts() {
            return List.of();
        }

        @Override
        public PutOutcome complete(List<Part> parts, PutMode mode) {
            completed = true;
            return new PutOutcome.AlreadyExists();
        }

        @Override
        public void abort() {}
    }
}
