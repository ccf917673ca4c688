package dev.tardigrade.e2e.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** One object of an S3 service, written and read by the SDK alone: in parts of 64 MiB, one after the other. */
final class BareStore implements AutoCloseable {

    private static final int PART = 64 << 20;
    private static final String KEY = "object";

    private final S3Client client;
    private final String bucket;

    private BareStore(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** Makes the bucket, too. */
    static BareStore open(Storage.Bucket bucket) {
        S3Client client = S3Client.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .endpointOverride(bucket.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(bucket.accessKey(), bucket.secretKey())))
                .build();
        boolean there = client.listBuckets().buckets().stream()
                .anyMatch(known -> known.name().equals(bucket.name()));
        if (!there) {
            client.createBucket(request -> request.bucket(bucket.name()));
        }
        return new BareStore(client, bucket.name());
    }

    static void make(Storage.Bucket bucket) {
        open(bucket).close();
    }

    void write(long size) {
        byte[] part = part((int) Math.min(size, PART));
        if (size <= PART) {
            client.putObject(request -> request.bucket(bucket).key(KEY), RequestBody.fromBytes(part));
            return;
        }
        String upload = client.createMultipartUpload(
                        request -> request.bucket(bucket).key(KEY))
                .uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (int number = 1; (long) number * PART <= size; number++) {
            int current = number;
            String tag = client.uploadPart(
                            request -> request.bucket(bucket)
                                    .key(KEY)
                                    .uploadId(upload)
                                    .partNumber(current),
                            RequestBody.fromBytes(part))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }
        client.completeMultipartUpload(
                request -> request.bucket(bucket).key(KEY).uploadId(upload).multipartUpload(all -> all.parts(parts)));
    }

    void read() {
        try (InputStream in =
                client.getObject(request -> request.bucket(bucket).key(KEY).range("bytes=0-"))) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] part(int size) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
            Payload.fresh(size).writeTo(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
