package dev.tardigrade.testing.s3;

/** An answer that is an error. */
final class S3Error extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String reason;

    S3Error(int status, String code, String reason) {
        super(reason, null, false, false);
        this.status = status;
        this.code = code;
        this.reason = reason;
    }

    static S3Error noSuchKey() {
        return new S3Error(404, "NoSuchKey", "The specified key does not exist.");
    }

    static S3Error noSuchUpload() {
        return new S3Error(404, "NoSuchUpload", "The specified multipart upload does not exist.");
    }

    static S3Error preconditionFailed() {
        return new S3Error(412, "PreconditionFailed", "At least one of the pre-conditions did not hold");
    }

    static S3Error internal(String why) {
        return new S3Error(500, "InternalError", "We encountered an internal error: " + why);
    }

    S3Response response() {
        return S3Response.xml("Error", error -> error.text("Code", code).text("Message", reason))
                .withStatus(status);
    }
}
