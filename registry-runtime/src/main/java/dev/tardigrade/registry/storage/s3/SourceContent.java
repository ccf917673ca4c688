package dev.tardigrade.registry.storage.s3;

import dev.tardigrade.registry.stream.Content;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/** Content as the SDK takes it: opened anew for each attempt. Remembers when it was the content that failed, and not the service. */
final class SourceContent implements ContentStreamProvider {

    private static final String TYPE = "application/octet-stream";

    private final Content content;
    private @Nullable InputStream open;
    private volatile @Nullable IOException failure;

    SourceContent(Content content) {
        this.content = content;
    }

    RequestBody body() {
        return RequestBody.fromContentProvider(this, content.size(), TYPE);
    }

    @Override
    public InputStream newStream() {
        closeLast();
        try {
            InputStream next = new Source(content.openExactly());
            open = next;
            return next;
        } catch (IOException e) {
            failure = e;
            throw new UncheckedIOException(new BrokenSource(e));
        }
    }

    /** To be called when the call is over. */
    void closeLast() {
        InputStream last = open;
        if (last != null) {
            try {
                last.close();
            } catch (IOException e) {
                // It was only read from.
            }
        }
        open = null;
    }

    /** Throws what the content itself failed with, if it did. */
    void throwFailure() {
        IOException cause = failure;
        if (cause != null) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Told apart from what the connection fails with, which is also an {@link IOException}. */
    static final class BrokenSource extends IOException {

        private static final long serialVersionUID = 1L;

        BrokenSource(IOException cause) {
            super(cause);
        }
    }

    private final class Source extends FilterInputStream {

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (IOException e) {
                throw broken(e);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (IOException e) {
                throw broken(e);
            }
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private BrokenSource broken(IOException cause) {
            failure = cause;
            return new BrokenSource(cause);
        }
    }
}
