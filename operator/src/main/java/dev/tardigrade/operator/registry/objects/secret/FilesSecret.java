package dev.tardigrade.operator.registry.objects.secret;

import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.registry.model.ServerFiles.Certificate;
import dev.tardigrade.operator.registry.model.ServerFiles.Login;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.Optional;
import java.util.TreeMap;

/** The Secret of what servers read from files: copies of the user's, so that servers run on when the originals are broken. */
public final class FilesSecret {

    private static final String MOUNT = "/etc/registry-files";
    private static final String USERS = "htpasswd";
    private static final String CERTIFICATE = "tls.crt";
    private static final String PRIVATE_KEY = "tls.key";
    private static final String HEADERS = "headers.";
    private static final String LOGIN_USER = "login-user.";
    private static final String LOGIN_PASSWORD = "login-password.";

    private static final SecretFolder FILES = new SecretFolder("files", MOUNT);

    public static final String USERS_FILE = MOUNT + "/" + USERS;
    public static final String CERTIFICATE_FILE = MOUNT + "/" + CERTIFICATE;
    public static final String PRIVATE_KEY_FILE = MOUNT + "/" + PRIVATE_KEY;

    private FilesSecret() {}

    public static Optional<Secret> of(Blueprint blueprint) {
        var data = new TreeMap<String, String>();
        blueprint.files().users().ifPresent(users -> data.put(USERS, users.toBase64()));
        blueprint.files().tls().ifPresent(tls -> {
            data.put(CERTIFICATE, tls.chain().toBase64());
            data.put(PRIVATE_KEY, tls.privateKey().toBase64());
        });
        blueprint.files().headers().forEach((receiver, headers) -> data.put(HEADERS + receiver, headers.toBase64()));
        blueprint.files().logins().forEach((upstream, login) -> {
            data.put(LOGIN_USER + upstream, login.user().toBase64());
            data.put(LOGIN_PASSWORD + upstream, login.password().toBase64());
        });
        return data.isEmpty()
                ? Optional.empty()
                : Optional.of(new SecretBuilder()
                        .withMetadata(
                                Metadata.owned(blueprint, blueprint.names().files()))
                        .withType("Opaque")
                        .withData(data)
                        .build());
    }

    /** The users, if the Secret has them. */
    public static Optional<SecretValue> users(Secret secret) {
        return SecretData.value(secret, USERS);
    }

    /** The certificate, if the Secret has it. */
    public static Optional<Certificate> certificate(Secret secret) {
        return SecretData.value(secret, CERTIFICATE)
                .flatMap(chain -> SecretData.value(secret, PRIVATE_KEY).map(key -> new Certificate(chain, key)));
    }

    /** The headers for this receiver, if the Secret has them. */
    public static Optional<SecretValue> headers(Secret secret, String receiver) {
        return SecretData.value(secret, HEADERS + receiver);
    }

    /** Where servers read the headers for this receiver. */
    public static String headersFile(String receiver) {
        return MOUNT + "/" + HEADERS + receiver;
    }

    /** The login for this upstream, if the Secret has it. */
    public static Optional<Login> login(Secret secret, String upstream) {
        return SecretData.value(secret, LOGIN_USER + upstream)
                .flatMap(user ->
                        SecretData.value(secret, LOGIN_PASSWORD + upstream).map(password -> new Login(user, password)));
    }

    /** Where servers read the user for this upstream. */
    public static String loginUserFile(String upstream) {
        return MOUNT + "/" + LOGIN_USER + upstream;
    }

    /** Where servers read the password for this upstream. */
    public static String loginPasswordFile(String upstream) {
        return MOUNT + "/" + LOGIN_PASSWORD + upstream;
    }

    public static Optional<Volume> volume(Blueprint blueprint) {
        return of(blueprint).map(FILES::of);
    }

    public static Optional<VolumeMount> mount(Blueprint blueprint) {
        return of(blueprint).map(_ -> FILES.mount());
    }
}
