package dev.tardigrade.registry.http.api.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.Reference;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.upload.SessionToken;
import java.net.URLDecoder;

/** Reads paths, from the right: names of repositories may hold the words that follow them. */
public final class RouteParser {

    private static final String ROOT = "/v2/";
    private static final String UPLOADS = "/blobs/uploads";

    private RouteParser() {}

    /**
     * Reads a path as it came.
     *
     * @throws RegistryException with {@link Failure.NoSuchAddress} where it is none of the API's, or the failure of what in it is malformed
     */
    public static Route parse(String path) {
        String plain = decode(path);
        if (plain.equals("/v2") || plain.equals(ROOT)) {
            return new Route.Base();
        }
        if (!plain.startsWith(ROOT)) {
            throw noSuchAddress();
        }
        String rest = plain.substring(ROOT.length());
        if (rest.equals("_catalog")) {
            return new Route.Repositories();
        }
        if (rest.endsWith("/tags/list")) {
            return new Route.Tags(nameBefore(rest, "/tags/list"));
        }
        if (rest.endsWith(UPLOADS) || rest.endsWith(UPLOADS + "/")) {
            return new Route.NewUpload(nameBefore(rest, rest.endsWith("/") ? UPLOADS + "/" : UPLOADS));
        }
        int slash = rest.lastIndexOf('/');
        if (slash < 0) {
            throw noSuchAddress();
        }
        return parse(rest.substring(0, slash), rest.substring(slash + 1));
    }

    private static Route parse(String before, String last) {
        if (before.endsWith(UPLOADS)) {
            RepositoryName repository = nameBefore(before, UPLOADS);
            if (!SessionToken.isValid(last)) {
                throw new RegistryException(new Failure.UploadUnknown("there is no such upload"));
            }
            return new Route.Upload(repository, new SessionToken(last));
        }
        if (before.endsWith("/blobs")) {
            return new Route.Blob(nameBefore(before, "/blobs"), Digest.parse(last));
        }
        if (before.endsWith("/manifests")) {
            return new Route.Manifest(nameBefore(before, "/manifests"), Reference.parse(last));
        }
        if (before.endsWith("/referrers")) {
            return new Route.Referrers(nameBefore(before, "/referrers"), Digest.parse(last));
        }
        throw noSuchAddress();
    }

    private static RepositoryName nameBefore(String path, String suffix) {
        return RepositoryName.parse(path.substring(0, path.length() - suffix.length()));
    }

    /** Escapes are taken where they stand for a harmless character; an escaped separator would mean one thing here and another in a proxy. */
    private static String decode(String path) {
        if (path.indexOf('%') < 0) {
            return checked(path);
        }
        String plain;
        try {
            plain = URLDecoder.decode(path.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RegistryException(new Failure.RequestInvalid("the path has a malformed escape"), e);
        }
        if (separators(plain) != separators(path)) {
            throw new RegistryException(new Failure.RequestInvalid("the path has an escaped separator"));
        }
        return checked(plain);
    }

    private static long separators(String path) {
        return path.chars().filter(c -> c == '/' || c == '\\').count();
    }

    private static String checked(String path) {
        if (path.chars().anyMatch(c -> c == ';' || c == '\\' || c == '%' || c < 0x20)) {
            throw new RegistryException(new Failure.RequestInvalid("the path has a character that no path here has"));
        }
        return path;
    }

    private static RegistryException noSuchAddress() {
        return new RegistryException(new Failure.NoSuchAddress("there is nothing at this address"));
    }
}
