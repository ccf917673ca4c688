package dev.tardigrade.e2e.beds;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * The head of an HTTP/1.1 request, up to and with the empty line, as a proxy reads it.
 *
 * @param text empty at the end of the connection
 */
public record HttpHead(String text) {

    private static final int MAX = 1 << 16;

    public static HttpHead read(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder(1024);
        for (int next = in.read(); next >= 0; next = in.read()) {
            text.append((char) next);
            if (next == '\n' && text.length() > 3 && text.charAt(text.length() - 3) == '\n') {
                return new HttpHead(text.toString());
            }
            if (text.length() > MAX) {
                throw new IOException("a head of more than " + MAX + " bytes");
            }
        }
        return new HttpHead("");
    }

    public boolean isEnd() {
        return text.isEmpty();
    }

    /** Method and target. */
    public String request() {
        return text.substring(0, text.lastIndexOf(' ', text.indexOf('\r')));
    }

    /** How long the body is. */
    public long length() throws IOException {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("\r\ntransfer-encoding: chunked")) {
            throw new IOException("a body of unknown length, which no client of these tests sends");
        }
        String name = "\r\ncontent-length:";
        int start = lower.indexOf(name);
        return start < 0
                ? 0
                : Long.parseLong(lower.substring(start + name.length(), lower.indexOf('\r', start + 2))
                        .strip());
    }
}
