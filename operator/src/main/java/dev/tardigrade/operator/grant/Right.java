package dev.tardigrade.operator.grant;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a grant may allow to be done with the objects that it covers. */
public enum Right {
    /** Download objects. */
    READ(1),
    /** Create buckets and objects. To overwrite an object {@link #DELETE} is needed, too. */
    WRITE(2),
    /** List buckets and objects. */
    LIST(3),
    /** Delete buckets and objects. */
    DELETE(4);

    private final int caveatField;

    Right(int caveatField) {
        this.caveatField = caveatField;
    }

    /** Number of the field that takes this right away, in a caveat. */
    int caveatField() {
        return caveatField;
    }

    /** As in reports and options: {@code read}, {@code write}, {@code list}, {@code delete}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Right> ofCaveatField(int number) {
        return Arrays.stream(values())
                .filter(right -> right.caveatField == number)
                .findFirst();
    }

    static Set<Right> copyOf(Collection<Right> rights) {
        return rights.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(rights));
    }
}
