package dev.tardigrade.registry.auth.login;

/**
 * Where somebody is known who logs in.
 *
 * @param name as the configuration calls it
 */
public record LoginSource(String name) {

    /** The files of users and robots, who show a password. */
    public static final LoginSource PASSWORD = new LoginSource("password");
}
