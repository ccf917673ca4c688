package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.Secret;
import dev.tardigrade.registry.policy.Identity;
import java.util.Optional;
import java.util.function.Supplier;

/** Robots, and the users beside them. A user may have the name of a robot: the password tells whose it is. */
public final class Robots implements Authenticator {

    private final Supplier<RobotFile> file;
    private final Authenticator users;

    /** @param file asked for at each request, so that it may change */
    public Robots(Supplier<RobotFile> file, Authenticator users) {
        this.file = file;
        this.users = users;
    }

    @Override
    public Login authenticate(Credentials credentials) {
        return credentials instanceof Credentials.Password(String name, Secret password)
                        && file.get().knows(name, password)
                ? Login.lasting(Identity.robot(name))
                : users.authenticate(credentials);
    }

    @Override
    public Optional<Digest> markOf(Principal.User user) {
        return users.markOf(user);
    }
}
