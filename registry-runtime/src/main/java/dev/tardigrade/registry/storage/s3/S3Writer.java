package dev.tardigrade.registry.storage.s3;

import static dev.tardigrade.registry.storage.s3.S3Failures.isPreconditionFailed;

import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.storage.ETag;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.storage.s3.signing.Md5;
import dev.tardigrade.registry.stream.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Writes objects in one request each, and learns from the answers what entity tags are. */
final class S3Writer {

    /** As much is hashed to learn it; done once. */
    private static final int SMALL = 64 << 10;

    private static final int STEP = 64 << 10;

    private final S3Calls calls;
    private final ObjectStore store;
    private final AtomicReference<EtagKind> etagKind = new AtomicReference<>(EtagKind.UNKNOWN);

    private enum EtagKind {
        UNKNOWN,
        MD5,
        OTHER
    }

    S3Writer(S3Calls calls, ObjectStore store) {
        this.calls = calls;
        this.store = store;
    }

    boolean etagsAreMd5() {
        return etagKind.get() == EtagKind.MD5;
    }

    PutOutcome put(ObjectKey key, Content content, Optional<MediaType> contentType, PutMode mode) {
        try {
            var answer = calls.send(
                    content,
                    body -> calls.client()
                            .putObject(
                                    request -> request.bucket(calls.bucket())
                                            .key(key.value())
                                            .contentType(contentType
                                                    .map(MediaType::value)
                                                    .orElse(null))
                                            .ifNoneMatch(condition(mode))
                                            .overrideConfiguration(calls.limits(content.size())),
                                    body));
            ETag etag = Answers.etag(answer.eTag());
            learn(content, etag);
            return new PutOutcome.Stored(etag);
        } catch (AwsServiceException e) {
            if (mode == PutMode.CREATE && isPreconditionFailed(e)) {
                return S3Calls.wasRepeated(e) ? isOurs(key, content) : new PutOutcome.AlreadyExists();
            }
            throw e;
        }
    }

    static @Nullable String condition(PutMode mode) {
        return switch (mode) {
            case CREATE -> "*";
            case REPLACE -> null;
        };
    }

    /** The reply to an earlier attempt may have been lost, so what is there may be what we wrote: its bytes tell. */
    private PutOutcome isOurs(ObjectKey key, Content content) {
        Optional<ObjectContent> found = store.get(key);
        if (found.isEmpty()) {
            throw calls.failures().fault("object " + key.value() + " is there for a write, and not for a read");
        }
        try (ObjectContent there = found.get()) {
            if (there.info().size() == content.size() && isEqual(there.stream(), content)) {
                return new PutOutcome.Stored(there.info().etag());
            }
            return new PutOutcome.AlreadyExists();
        } catch (IOException e) {
            throw calls.failures().brokenOff(e);
        }
    }

    private static boolean isEqual(InputStream there, Content content) throws IOException {
        try (InputStream ours = open(content)) {
            while (true) {
                byte[] one = there.readNBytes(STEP);
                byte[] other = read(ours);
                if (!Arrays.equals(one, other)) {
                    return false;
                }
                if (one.length < STEP) {
                    return true;
                }
            }
        }
    }

    private void learn(Content content, ETag etag) {
        if (etagKind.get() == EtagKind.UNKNOWN && content.size() <= SMALL) {
            try (InputStream in = open(content)) {
                String md5 = HexFormat.of().formatHex(Md5.of(read(in)));
                etagKind.set(md5.equals(etag.value()) ? EtagKind.MD5 : EtagKind.OTHER);
            } catch (IOException | UncheckedIOException e) {
                // The write is done, and content that can only be read once is no reason to fail it; the next one
                // teaches.
            }
        }
    }

    private static InputStream open(Content content) {
        try {
            return content.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(InputStream ours) {
        try {
            return ours.readNBytes(STEP);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
