package dev.tardigrade.registry.layout;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An object that tells how far a round of garbage collection has come. Each is written once and by one process. */
public sealed interface RoundEntry {

    RoundId round();

    /** The name of the object below its round. */
    String name();

    /** What may be deleted in this round: a list of keys. */
    record Candidates(RoundId round, int batch) implements RoundEntry {

        @Override
        public String name() {
            return batch + ".candidates";
        }
    }

    /** All candidates of the round are written; its time runs from here. */
    record Marked(RoundId round) implements RoundEntry {

        @Override
        public String name() {
            return "marked";
        }
    }

    /** A collector has begun to delete some of a batch: a list of their places in it. */
    record Deleting(RoundId round, int batch, CollectorId collector) implements RoundEntry {

        @Override
        public String name() {
            return batch + "." + collector + ".deleting";
        }

        public Done done() {
            return new Done(round, batch, collector);
        }
    }

    /** That collector deletes no more of the batch. */
    record Done(RoundId round, int batch, CollectorId collector) implements RoundEntry {

        @Override
        public String name() {
            return batch + "." + collector + ".done";
        }
    }

    /** Nothing more is deleted in this round. */
    record Swept(RoundId round) implements RoundEntry {

        @Override
        public String name() {
            return "swept";
        }
    }

    /** Reads {@code <round>/<name>}; empty where it is none. */
    static Optional<RoundEntry> parse(String path) {
        Matcher parts = Grammar.PATH.matcher(path);
        if (!parts.matches()) {
            return Optional.empty();
        }
        RoundId round = new RoundId(UUID.fromString(parts.group("round")));
        if (parts.group("batch") == null) {
            return Optional.of(parts.group("once").equals("marked") ? new Marked(round) : new Swept(round));
        }
        int batch = Integer.parseInt(parts.group("batch"));
        String collector = parts.group("collector");
        if (collector == null) {
            return Optional.of(new Candidates(round, batch));
        }
        CollectorId id = new CollectorId(UUID.fromString(collector));
        return Optional.of(
                parts.group("act").equals("deleting") ? new Deleting(round, batch, id) : new Done(round, batch, id));
    }

    /** How the names are built. */
    final class Grammar {

        private static final String UUID_TEXT = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
        private static final Pattern PATH = Pattern.compile("(?<round>" + UUID_TEXT + ")/(?:(?<once>marked|swept)"
                + "|(?<batch>[0-9]{1,6})\\.(?:candidates|(?<collector>" + UUID_TEXT + ")\\.(?<act>deleting|done)))");

        private Grammar() {}
    }
}
