package dev.tardigrade.registry.storage.s3;

import static dev.tardigrade.registry.storage.s3.S3Failures.isMissingObject;

import dev.tardigrade.registry.model.ByteRange;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.MultipartUpload;
import dev.tardigrade.registry.storage.MultipartUpload.MultipartId;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.Content;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

final class S3ObjectStore implements ObjectStore {

    private final S3Calls calls;
    private final LongReads reads;
    private final S3Writer writer;
    private final S3Listing listing;
    private final S3Deletes deletes;
    private final S3Links links;

    S3ObjectStore(S3Calls calls) {
        this.calls = calls;
        this.reads = new LongReads(calls.settings().limits());
        this.writer = new S3Writer(calls, this);
        this.listing = new S3Listing(calls);
        this.deletes = new S3Deletes(calls);
        this.links = new S3Links(calls.settings());
    }

    @Override
    public Optional<ObjectInfo> head(ObjectKey key) {
        return calls.run(() -> {
            try {
                var answer = calls.client()
                        .headObject(request ->
                                request.bucket(calls.bucket()).key(key.value()).overrideConfiguration(calls.limits(0)));
                return Optional.of(Answers.info(key, answer.contentLength(), answer.eTag(), answer.lastModified()));
            } catch (AwsServiceException e) {
                return missing(e);
            }
        });
    }

    private static <T> Optional<T> missing(AwsServiceException answer) {
        if (isMissingObject(answer)) {
            return Optional.empty();
        }
        throw answer;
    }

    @Override
    public Optional<ObjectContent> get(ObjectKey key) {
        return get(key, (String) null);
    }

    @Override
    public Optional<ObjectContent> get(ObjectKey key, ByteRange range) {
        return get(key, "bytes=" + range.first() + "-" + range.last());
    }

    private Optional<ObjectContent> get(ObjectKey key, @Nullable String range) {
        return reads.read(key, () -> ask(key, range));
    }

    private Optional<ResponseInputStream<GetObjectResponse>> ask(ObjectKey key, @Nullable String range) {
        return calls.run(() -> {
            try {
                return Optional.of(calls.client()
                        .getObject(request -> request.bucket(calls.bucket())
                                .key(key.value())
                                .range(range)
                                .overrideConfiguration(calls.limits(0))));
            } catch (AwsServiceException e) {
                return missing(e);
            }
        });
    }

    @Override
    public Optional<URI> link(ObjectKey key, Duration lifetime) {
        return Optional.of(calls.run(() -> links.link(key, lifetime)));
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, Optional<MediaType> contentType, PutMode mode) {
        return calls.run(() -> writer.put(key, content, contentType, mode));
    }

    @Override
    public void delete(ObjectKey key) {
        calls.run(() -> calls.client()
                .deleteObject(request ->
                        request.bucket(calls.bucket()).key(key.value()).overrideConfiguration(calls.limits(0))));
    }

    @Override
    public void deleteAll(Collection<ObjectKey> keys) {
        deletes.delete(keys);
    }

    @Override
    public void list(KeyPrefix prefix, Consumer<ObjectInfo> each) {
        listing.objects(prefix, each);
    }

    @Override
    public void listDirectory(KeyPrefix prefix, Consumer<ObjectInfo> objects, Consumer<KeyPrefix> groups) {
        listing.directory(prefix, objects, groups);
    }

    @Override
    public MultipartUpload startMultipart(ObjectKey key, Optional<MediaType> contentType) {
        CreateMultipartUploadResponse started = calls.run(() -> calls.client()
                .createMultipartUpload(request -> request.bucket(calls.bucket())
                        .key(key.value())
                        .contentType(contentType.map(MediaType::value).orElse(null))
                        .overrideConfiguration(calls.limits(0))));
        return resumeMultipart(key, new MultipartId(started.uploadId()));
    }

    @Override
    public MultipartUpload resumeMultipart(ObjectKey key, MultipartId id) {
        return new S3MultipartUpload(calls, this, key, id);
    }

    @Override
    public void listMultiparts(KeyPrefix prefix, Consumer<PendingMultipart> each) {
        listing.multiparts(prefix, each);
    }

    @Override
    public boolean etagsAreContentHashes() {
        return writer.etagsAreMd5();
    }

    @Override
    public void close() {
        links.close();
        calls.client().close();
    }
}
