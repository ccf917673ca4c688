package dev.tardigrade.registry.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tardigrade.registry.bucket.BucketOutcome.Ready;
import dev.tardigrade.registry.bucket.BucketOutcome.Reason;
import dev.tardigrade.registry.bucket.BucketOutcome.Refused;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TerminationMessageTest {

    @Test
    void aReadyBucketIsToldWithItsCapabilities() {
        var ready = new Ready("b", true, new Owner("uid-1"), new Capabilities(true, false), "bucket b is ready");
        assertThat(TerminationMessage.json(ready))
                .isEqualTo(
                        "{\"outcome\":\"Ready\",\"message\":\"bucket b is ready\",\"bucket\":\"b\",\"bucketCreated\":true,"
                                + "\"owner\":\"uid-1\",\"capabilities\":{\"createOnce\":true,\"etagIsContentHash\":false}}");
    }

    @Test
    void aFullBucketIsToldAsTheOwners() {
        assertThat(TerminationMessage.json(new BucketOutcome.Full("b", true, new Owner("uid-1"), "full")))
                .isEqualTo(
                        "{\"outcome\":\"QuotaExceeded\",\"message\":\"full\",\"bucket\":\"b\",\"bucketCreated\":true,"
                                + "\"owner\":\"uid-1\"}");
    }

    @Test
    void aRefusalIsToldWithItsReason() {
        assertThat(TerminationMessage.json(new Refused(Reason.QUOTA_EXCEEDED, "full")))
                .isEqualTo("{\"outcome\":\"QuotaExceeded\",\"message\":\"full\"}");
    }

    @Test
    void aMessageThatIsTooLongIsCutAndStaysJson() throws IOException {
        String json = TerminationMessage.json(new Refused(Reason.STORAGE_FAULT, "\u0001".repeat(5000)));
        assertThat(json.getBytes(UTF_8).length).isLessThanOrEqualTo(TerminationMessage.MAX_BYTES);
        assertThat(new ObjectMapper().readTree(json).get("outcome").asText()).isEqualTo("StorageFault");
    }

    @Test
    void itGoesToTheFileThatTheEnvironmentNames(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("log");
        TerminationMessage.write(
                new Refused(Reason.ACCESS_DENIED, "no"),
                Map.of("TERMINATION_LOG", file.toString()),
                new PrintStream(PrintStream.nullOutputStream(), false, UTF_8));
        assertThat(Files.readString(file)).contains("AccessDenied");
    }
}
