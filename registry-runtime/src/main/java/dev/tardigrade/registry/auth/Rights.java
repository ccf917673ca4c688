package dev.tardigrade.registry.auth;

/** What whoever makes a request may do. */
@FunctionalInterface
public interface Rights {

    Verdict judge(Permission permission);

    /** Whether something may be done. */
    enum Verdict {
        ALLOWED,
        /** They may, but their token is not for it: another one would be. */
        BEYOND_TOKEN,
        DENIED;

        static Verdict of(boolean allowed) {
            return allowed ? ALLOWED : DENIED;
        }
    }
}
