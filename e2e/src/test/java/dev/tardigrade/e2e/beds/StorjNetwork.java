package dev.tardigrade.e2e.beds;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A running local Storj network: a satellite with the limits of production, four storage nodes and one S3 gateway before them. */
public final class StorjNetwork implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Bed bed;

    StorjNetwork(Bed bed) {
        this.bed = bed;
    }

    /** How a network differs from the usual one. */
    public enum Option {
        /** Each storage node can be lost, and come back. */
        NODE_LINKS("-node-links"),
        /** The project may make 10 requests a second, and not 100. */
        LOW_RATE("-rate=10"),
        /** The project may make as many requests as it likes; what limits each key stays. */
        ANY_RATE("-rate=1000000");

        private final String flag;

        Option(String flag) {
            this.flag = flag;
        }
    }

    /** Starts one for its caller alone; it ends with this JVM at the latest. */
    public static synchronized StorjNetwork start(Option... options) {
        String flags = Stream.of(options).map(option -> option.flag).collect(Collectors.joining(" "));
        return new StorjNetwork(Bed.start(BedKind.STORJ, Map.of("STORJNET_FLAGS", flags)));
    }

    /** Process of the gateway. */
    public long gatewayPid() {
        return Long.parseLong(bed.value("gateway_pid"));
    }

    /** The project's serialized access grant: all rights on all buckets, object keys encrypted. */
    public String grant() {
        return read(bed.path("grant"));
    }

    /** The same project with object keys that are not encrypted. Use other buckets with it. */
    public String plainKeysGrant() {
        return read(bed.path("plain_grant"));
    }

    /** S3 endpoint of the gateway, on loopback; it works with {@link #grant()}. */
    public URI endpoint() {
        return URI.create(bed.value("endpoint"));
    }

    public String accessKey() {
        return bed.value("access_key");
    }

    public String secretKey() {
        return bed.value("secret_key");
    }

    public StorjFaults faults() {
        return new StorjFaults(URI.create(bed.value("control")));
    }

    /** What the satellite has done since its start. */
    public StorjUsage usage() {
        try (InputStream answer =
                URI.create(bed.value("control")).resolve("/usage").toURL().openStream()) {
            return JSON.readValue(answer, StorjUsage.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        bed.close();
    }
}
