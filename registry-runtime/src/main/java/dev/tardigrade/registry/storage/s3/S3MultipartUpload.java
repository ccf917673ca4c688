package dev.tardigrade.registry.storage.s3;

import static dev.tardigrade.registry.storage.s3.S3Failures.NOT_FOUND;
import static dev.tardigrade.registry.storage.s3.S3Failures.code;
import static dev.tardigrade.registry.storage.s3.S3Failures.isPreconditionFailed;

import dev.tardigrade.registry.storage.ETag;
import dev.tardigrade.registry.storage.MultipartUpload;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.storage.s3.signing.Md5;
import dev.tardigrade.registry.stream.Content;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;

final class S3MultipartUpload implements MultipartUpload {

    /** Completing checks every part, and on some services copies them. */
    private static final Duration COMPLETE = Duration.ofSeconds(60);

    private static final Set<String> ENDED = Set.of("NoSuchUpload", "NoSuchKey");

    private final S3Calls calls;
    private final ObjectStore store;
    private final ObjectKey key;
    private final MultipartId id;

    S3MultipartUpload(S3Calls calls, ObjectStore store, ObjectKey key, MultipartId id) {
        this.calls = calls;
        this.store = store;
        this.key = key;
        this.id = id;
    }

    @Override
    public ObjectKey key() {
        return key;
    }

    @Override
    public MultipartId id() {
        return id;
    }

    @Override
    public Part put(int number, Content content) {
        Part.checkNumber(number);
        return calls.run(() -> {
            var answer = calls.send(
                    content,
                    body -> calls.client()
                            .uploadPart(
                                    request -> request.bucket(calls.bucket())
                                            .key(key.value())
                                            .uploadId(id.value())
                                            .partNumber(number)
                                            .overrideConfiguration(calls.limits(content.size())),
                                    body));
            return new Part(number, Answers.etag(answer.eTag()), content.size());
        });
    }

    @Override
    public List<Part> parts() {
        var parts = new ArrayList<Part>();
        Integer marker = null;
        do {
            ListPartsResponse page = page(marker);
            for (var part : page.parts()) {
                parts.add(new Part(part.partNumber(), Answers.etag(part.eTag()), part.size()));
            }
            marker = Boolean.TRUE.equals(page.isTruncated()) ? page.nextPartNumberMarker() : null;
        } while (marker != null);
        return parts;
    }

    private ListPartsResponse page(@Nullable Integer marker) {
        return calls.run(() -> calls.client()
                .listParts(request -> request.bucket(calls.bucket())
                        .key(key.value())
                        .uploadId(id.value())
                        .partNumberMarker(marker)
                        .overrideConfiguration(calls.limits(0))));
    }

    @Override
    public PutOutcome complete(List<Part> parts, PutMode mode) {
        return calls.run(() -> {
            try {
                return send(parts, mode);
            } catch (AwsServiceException e) {
                boolean refused = mode == PutMode.CREATE && isPreconditionFailed(e);
                boolean ended = e.statusCode() == NOT_FOUND && ENDED.contains(code(e));
                if ((refused || ended) && S3Calls.wasRepeated(e)) {
                    Optional<PutOutcome> ours = ours(parts);
                    if (ours.isPresent()) {
                        return ours.get();
                    }
                }
                if (refused) {
                    return new PutOutcome.AlreadyExists();
                }
                throw e;
            }
        });
    }

    private PutOutcome send(List<Part> parts, PutMode mode) {
        List<CompletedPart> named = parts.stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.etag().value())
                        .build())
                .toList();
        Duration total = COMPLETE.plus(calls.settings().limits().total());
        var answer = calls.client()
                .completeMultipartUpload(request -> request.bucket(calls.bucket())
                        .key(key.value())
                        .uploadId(id.value())
                        .ifNoneMatch(S3Writer.condition(mode))
                        .multipartUpload(upload -> upload.parts(named))
                        .overrideConfiguration(calls.within(COMPLETE, total, COMPLETE)));
        return new PutOutcome.Stored(Answers.etag(answer.eTag()));
    }

    /** The reply to an earlier attempt may have been lost: then the object is there, of this size and made of these parts. */
    private Optional<PutOutcome> ours(List<Part> parts) {
        long size = parts.stream().mapToLong(Part::size).sum();
        return store.head(key)
                .filter(there -> there.size() == size && there.etag().equals(expectedEtag(parts, there)))
                .map(there -> new PutOutcome.Stored(there.etag()));
    }

    /** The MD5 of the parts' MD5s and their number; where tags are no MD5s, there is nothing better than the size. */
    private static ETag expectedEtag(List<Part> parts, ObjectInfo there) {
        var hash = Md5.create();
        for (Part part : parts) {
            try {
                hash.update(HexFormat.of().parseHex(part.etag().value()));
            } catch (IllegalArgumentException e) {
                return there.etag();
            }
        }
        return new ETag(HexFormat.of().formatHex(hash.digest()) + "-" + parts.size());
    }

    @Override
    public void abort() {
        calls.run(() -> {
            try {
                return calls.client()
                        .abortMultipartUpload(request -> request.bucket(calls.bucket())
                                .key(key.value())
                                .uploadId(id.value())
                                .overrideConfiguration(calls.limits(0)));
            } catch (AwsServiceException e) {
                if (e.statusCode() == NOT_FOUND && ENDED.contains(code(e))) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }
}
