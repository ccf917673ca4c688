package dev.tardigrade.registry.storage.s3.access;

import java.net.InetAddress;
import java.net.URI;
import java.util.Objects;

/**
 * Where an S3 service is.
 *
 * @param uri http or https, with a host, and nothing behind the port
 * @param pathStyle whether the bucket is the first component of the path, or else a part of the host name
 * @param signPayloads sign payloads on plain http also where nobody could change them, at the cost of hashing each once more
 */
public record S3Endpoint(URI uri, boolean pathStyle, boolean signPayloads) {

    public S3Endpoint {
        boolean known = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        String path = Objects.requireNonNullElse(uri.getPath(), "");
        if (!known
                || uri.getHost() == null
                || uri.getUserInfo() != null
                || uri.getQuery() != null
                || !(path.isEmpty() || path.equals("/"))) {
            throw new IllegalArgumentException("not an S3 endpoint: " + uri.getScheme() + "://" + uri.getHost()
                    + "; give http:// or https:// with host and port only");
        }
    }

    /** Signs payloads only where somebody could change them. */
    public S3Endpoint(URI uri, boolean pathStyle) {
        this(uri, pathStyle, false);
    }

    /** Whether it is spoken to over TLS. */
    public boolean isTls() {
        return "https".equals(uri.getScheme());
    }

    /** Whether nobody can change the payload on its way, so that it need not be signed: by TLS, or because it does not leave the machine. */
    public boolean isTrusted() {
        return isTls() || (isLoopback() && !signPayloads);
    }

    private boolean isLoopback() {
        String host = uri.getHost();
        if (host.equals("localhost")) {
            return true;
        }
        boolean isLiteral = host.startsWith("[") || host.matches("[0-9.]+");
        return isLiteral && InetAddress.ofLiteral(host).isLoopbackAddress();
    }
}
