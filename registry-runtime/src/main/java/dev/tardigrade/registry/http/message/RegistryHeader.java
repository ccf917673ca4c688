package dev.tardigrade.registry.http.message;

/** Headers that only registries have. */
public enum RegistryHeader {
    API_VERSION("Docker-Distribution-Api-Version"),
    CONTENT_DIGEST("Docker-Content-Digest"),
    UPLOAD_UUID("Docker-Upload-UUID"),
    CHUNK_MIN_LENGTH("OCI-Chunk-Min-Length"),
    NAMESPACE("OCI-Namespace"),
    FILTERS_APPLIED("OCI-Filters-Applied"),
    REQUEST_ID("X-Request-Id"),
    SUBJECT("OCI-Subject"),
    TAG("OCI-Tag"),
    WARNING("Warning");

    private final String headerName;

    RegistryHeader(String headerName) {
        this.headerName = headerName;
    }

    /** The name as it is sent. */
    @Override
    public String toString() {
        return headerName;
    }
}
