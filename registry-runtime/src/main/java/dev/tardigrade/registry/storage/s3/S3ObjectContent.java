package dev.tardigrade.registry.storage.s3;

import dev.tardigrade.registry.stream.ExactInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The body of an answer. Closed before its end it gives up the connection rather than read on, unless there is little left. */
final class S3ObjectContent extends FilterInputStream {

    private static final long WORTH_READING = 64 << 10;

    private final ExactInputStream exact;
    private final ResponseInputStream<GetObjectResponse> answer;

    private S3ObjectContent(ExactInputStream exact, ResponseInputStream<GetObjectResponse> answer) {
        super(exact);
        this.exact = exact;
        this.answer = answer;
    }

    static S3ObjectContent of(ResponseInputStream<GetObjectResponse> answer) {
        return new S3ObjectContent(
                new ExactInputStream(answer, answer.response().contentLength()), answer);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return exact.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (exact.left() > WORTH_READING) {
            answer.abort();
        } else {
            exact.close();
        }
    }
}
