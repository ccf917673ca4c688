package dev.tardigrade.registry.config.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One setting, or a section of them, as it was written. What a text means is decided by whoever reads it. */
public sealed interface Node {

    /** Where the key, or the element of a list, stands. */
    Origin origin();

    /** A key without a value. */
    record Nothing(Origin origin) implements Node {}

    /** A single value; it does not print, for it may be a secret. */
    record Scalar(String text, Origin origin) implements Node {
        @Override
        public String toString() {
            return "[scalar]";
        }
    }

    /** Keys and their values in the order in which they were written. */
    record Mapping(Map<String, Node> entries, Origin origin) implements Node {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /** A list. */
    record Sequence(List<Node> items, Origin origin) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** What stands at a path below this node, or null. */
    default @Nullable Node at(KeyPath path) {
        Node node = this;
        for (String element : path.elements()) {
            Node next = node instanceof Mapping mapping ? mapping.entries().get(element) : null;
            if (next == null) {
                return null;
            }
            node = next;
        }
        return node;
    }
}
