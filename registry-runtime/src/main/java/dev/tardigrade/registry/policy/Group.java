package dev.tardigrade.registry.policy;

/**
 * A group of users, as credentials name it.
 *
 * @param name not empty, at most 256 characters, none of control
 */
public record Group(String name) {

    private static final int MAX_LENGTH = 256;

    public Group {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "the name of a group is a line of at most " + MAX_LENGTH + " characters");
        }
    }

    /** Whether a group can have this name. */
    public static boolean isName(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && text.chars().noneMatch(Character::isISOControl);
    }
}
