package dev.tardigrade.e2e.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows what one account writes, by the API server's audit log. */
final class Audit implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NO_CHILDREN = Set.of("registries", "events", "leases");

    private final InputStream log;
    private final String user;
    private final List<Write> writes = new ArrayList<>();

    /** The beginning of a line whose end is not written yet. */
    private String rest = "";

    /** A write that was answered; of the lease there are none. */
    record Write(Instant time, String resource, String namespace, String name) {

        boolean isChild() {
            return !NO_CHILDREN.contains(resource);
        }
    }

    /** From here on: what was written before is not seen. */
    Audit(Path log, String user) {
        try {
            this.log = Files.newInputStream(log);
            this.user = user;
            follow();
            writes.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that was written since, without the lease. */
    List<Write> writes() {
        follow();
        return List.copyOf(writes);
    }

    /** How many objects of Registries were written, each once. */
    long children() {
        follow();
        return writes.stream()
                .filter(Write::isChild)
                .map(write -> write.resource() + " " + write.namespace() + "/" + write.name())
                .collect(Collectors.toSet())
                .size();
    }

    @Override
    public void close() {
        try {
            log.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void follow() {
        try {
            String text = rest + new String(log.readAllBytes(), StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n') + 1;
            rest = text.substring(end);
            for (String line : text.substring(0, end).lines().toList()) {
                if (line.contains(user)) {
                    add(JSON.readTree(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(JsonNode entry) {
        JsonNode object = entry.path("objectRef");
        String resource = object.path("resource").asText();
        if (entry.at("/user/username").asText().endsWith(":" + user)
                && !resource.equals("leases")
                // questions about rights, which leave nothing behind
                && !resource.endsWith("reviews")
                && entry.at("/responseStatus/code").asInt() < 300) {
            writes.add(new Write(
                    Instant.parse(entry.path("requestReceivedTimestamp").asText()),
                    resource,
                    object.path("namespace").asText(),
                    object.path("name").asText()));
        }
    }
}
