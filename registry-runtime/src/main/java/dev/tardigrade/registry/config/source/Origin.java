package dev.tardigrade.registry.config.source;

/** Where a setting was written. */
public sealed interface Origin {

    /** A line of the configuration file, counted from 1. */
    record Line(int number) implements Origin {
        @Override
        public String toString() {
            return "line " + number;
        }
    }

    /** An environment variable. */
    record Variable(String name) implements Origin {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Nowhere: it is about a setting that is missing, or about the file as a whole. */
    record Nowhere() implements Origin {
        @Override
        public String toString() {
            return "";
        }
    }
}
