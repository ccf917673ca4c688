package dev.tardigrade.operator.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MetadataAddressesTest {

    private static final Path REACH =
            Path.of("../registry-runtime/src/main/java/dev/tardigrade/registry/upstream/wire/Reach.java");
    private static final Pattern LITERAL = Pattern.compile("InetAddress\\.ofLiteral\\(\"(.*?)\"\\)");

    @Test
    void areThoseThatServersKeepAwayFrom() throws IOException {
        assertThat(LITERAL.matcher(Files.readString(REACH)).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(MetadataAddresses.IPV4.stream(), MetadataAddresses.IPV6.stream())
                                .toList());
    }
}
