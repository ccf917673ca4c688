package dev.tardigrade.registry.bucket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tardigrade.registry.bucket.BucketOutcome.Reason;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells an outcome to whoever started the process: one JSON object, in a pod as the container's termination message. */
public final class TerminationMessage {

    /** Kubernetes cuts what is longer. */
    static final int MAX_BYTES = 4096;

    private static final String VARIABLE = "TERMINATION_LOG";
    private static final Path KUBERNETES = Path.of("/dev/termination-log");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TerminationMessage() {}

    /**
     * Writes to the {@link #file} of this process, or where there is none to {@code out}.
     *
     * @param environment of the process
     */
    public static void write(BucketOutcome outcome, Map<String, String> environment, PrintStream out)
            throws IOException {
        Optional<Path> file = file(environment);
        if (file.isPresent()) {
            write(outcome, file.get());
        } else {
            out.println(json(outcome));
        }
    }

    /** Writes to this file. */
    public static void write(BucketOutcome outcome, Path file) throws IOException {
        Files.writeString(file, json(outcome));
    }

    /** The file that the variable {@code TERMINATION_LOG} names, else Kubernetes' file if there is one. */
    public static Optional<Path> file(Map<String, String> environment) {
        String named = environment.get(VARIABLE);
        return named != null && !named.isEmpty()
                ? Optional.of(Path.of(named))
                : Optional.of(KUBERNETES).filter(Files::exists);
    }

    static String json(BucketOutcome outcome) {
        String whole = json(outcome, outcome.message());
        int tooLong = whole.getBytes(StandardCharsets.UTF_8).length - MAX_BYTES;
        if (tooLong <= 0) {
            return whole;
        }
        // A character takes at most six bytes in JSON, so a sixth of the limit always fits beside the other fields.
        return json(outcome, outcome.message().substring(0, MAX_BYTES / 8) + "…");
    }

    private static String json(BucketOutcome outcome, String message) {
        try {
            return JSON.writeValueAsString(
                    switch (outcome) {
                        case BucketOutcome.Ready ready ->
                            new Report(
                                    "Ready",
                                    message,
                                    ready.bucket(),
                                    ready.bucketCreated(),
                                    ready.owner().uid(),
                                    ready.capabilities(),
                                    null,
                                    null);
                        case BucketOutcome.Full full ->
                            new Report(
                                    Reason.QUOTA_EXCEEDED.word(),
                                    message,
                                    full.bucket(),
                                    full.bucketCreated(),
                                    full.owner().uid(),
                                    null,
                                    null,
                                    null);
                        case BucketOutcome.Emptied emptied ->
                            new Report(
                                    "Emptied",
                                    message,
                                    emptied.bucket(),
                                    null,
                                    emptied.owner().uid(),
                                    null,
                                    emptied.deleted(),
                                    emptied.bucketDeleted());
                        case BucketOutcome.Refused refused ->
                            new Report(refused.reason().word(), message, null, null, null, null, null, null);
                    });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an outcome is always JSON", e);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Report(
            String outcome,
            String message,
            @Nullable String bucket,
            @Nullable Boolean bucketCreated,
            @Nullable String owner,
            @Nullable Capabilities capabilities,
            @Nullable Tally deleted,
            @Nullable Boolean bucketDeleted) {}
}
