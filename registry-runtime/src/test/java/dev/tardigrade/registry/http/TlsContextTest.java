package dev.tardigrade.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.testing.keys.TestPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which pairs a server starts with: the operator, which looks at the same ones, must not refuse them. */
final class TlsContextTest {

    @TempDir
    Path folder;

    static Stream<TestPair> bad() {
        return Stream.concat(TestPair.bad(), TestPair.badForServers());
    }

    @ParameterizedTest
    @MethodSource("dev.tardigrade.testing.keys.TestPair#good")
    void aCertificateAndItsKeyAreServed(TestPair pair) throws IOException {
        assertThat(open(pair).factory().getKeyStore()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void anythingElseIsRefusedWithoutItsContent(TestPair pair) {
        assertThatThrownBy(() -> open(pair))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageNotContaining("hunter2");
    }

    private TlsContext open(TestPair pair) throws IOException {
        var files = new TlsFiles(
                Files.writeString(folder.resolve("tls.crt"), pair.chain()),
                Files.writeString(folder.resolve("tls.key"), pair.key()),
                List.of("TLSv1.3"),
                List.of(),
                Optional.empty());
        return TlsContext.open(files, InstantSource.system());
    }
}
