package dev.tardigrade.testing.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** AWS signature version 4, in the header or in the query (presigned). */
final class SignatureCheck {

    private static final Pattern HEADER = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration SKEW = Duration.ofMinutes(15);
    static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private final S3Access access;

    SignatureCheck(S3Access access) {
        this.access = access;
    }

    /** What a request says of its signature. */
    private record Claim(String accessKey, String scope, List<String> signedHeaders, String signature, String time) {}

    /** Throws where the request is not signed by who may. */
    void check(S3Request request) {
        boolean presigned = request.query().containsKey("X-Amz-Signature");
        Claim claim = presigned ? presigned(request) : inHeader(request);
        if (!claim.accessKey.equals(access.accessKey())) {
            throw new S3Error(403, "InvalidAccessKeyId", "The Access Key Id you provided does not exist");
        }
        String payload =
                presigned ? UNSIGNED : request.header("x-amz-content-sha256").orElse(UNSIGNED);
        if (!signature(request, claim, payload).equals(claim.signature) || !claim.signedHeaders.contains("host")) {
            throw new S3Error(403, "SignatureDoesNotMatch", "The request signature we calculated does not match");
        }
    }

    private static Claim inHeader(S3Request request) {
        Matcher header = HEADER.matcher(request.header("authorization").orElse(""));
        if (!header.matches()) {
            throw new S3Error(403, "AccessDenied", "Access Denied.");
        }
        String time = request.header("x-amz-date").orElse("");
        if (age(time).abs().compareTo(SKEW) > 0) {
            throw new S3Error(403, "RequestTimeTooSkewed", "The difference between the times is too large");
        }
        return new Claim(
                header.group(1), header.group(2), Arrays.asList(header.group(3).split(";", -1)), header.group(4), time);
    }

    private static Claim presigned(S3Request request) {
        String time = request.required("X-Amz-Date");
        int seconds = request.number("X-Amz-Expires", 0);
        if (seconds > Duration.ofDays(7).toSeconds()) {
            throw new S3Error(400, "AuthorizationQueryParametersError", "X-Amz-Expires must be less than a week");
        }
        if (age(time).compareTo(Duration.ofSeconds(seconds)) > 0) {
            throw new S3Error(403, "AccessDenied", "Request has expired");
        }
        String[] credential = request.required("X-Amz-Credential").split("/", 2);
        return new Claim(
                credential[0],
                credential[1],
                Arrays.asList(request.required("X-Amz-SignedHeaders").split(";", -1)),
                request.required("X-Amz-Signature"),
                time);
    }

    private static Duration age(String time) {
        try {
            return Duration.between(TIME.parse(time, Instant::from), Instant.now());
        } catch (DateTimeParseException e) {
            throw new S3Error(403, "AccessDenied", "no date");
        }
    }

    private String signature(S3Request request, Claim claim, String payload) {
        String query = request.query().entrySet().stream()
                .filter(entry -> !entry.getKey().equals("X-Amz-Signature"))
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
        String headers = claim.signedHeaders.stream()
                .map(name -> name + ":" + request.header(name).orElse("").replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining());
        String canonical = String.join(
                "\n",
                request.method(),
                request.rawPath(),
                query,
                headers,
                String.join(";", claim.signedHeaders),
                payload);
        String text = String.join(
                "\n", "AWS4-HMAC-SHA256", claim.time, claim.scope, Hashes.sha256(canonical.getBytes(UTF_8)));
        byte[] key = ("AWS4" + access.secretKey()).getBytes(UTF_8);
        for (String part : claim.scope.split("/", -1)) {
            key = Hashes.hmac(key, part.getBytes(UTF_8));
        }
        return Hashes.hex(Hashes.hmac(key, text.getBytes(UTF_8)));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
