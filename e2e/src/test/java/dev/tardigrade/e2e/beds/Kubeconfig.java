package dev.tardigrade.e2e.beds;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Access to one API server by a bearer token. */
record Kubeconfig(URI server, String certificateAuthority, String token) {

    static Kubeconfig of(Config config, String token) {
        return new Kubeconfig(URI.create(config.getMasterUrl()), config.getCaCertData(), token);
    }

    Path write(Path file) {
        String text = """
                apiVersion: v1
                kind: Config
                current-context: bed
                clusters:
                - name: bed
                  cluster: {server: "%s", certificate-authority-data: %s}
                users:
                - name: account
                  user: {token: "%s"}
                contexts:
                - name: bed
                  context: {cluster: bed, user: account}
                """.formatted(server, certificateAuthority, token);
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
