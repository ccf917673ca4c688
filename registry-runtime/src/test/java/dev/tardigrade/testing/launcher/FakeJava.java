package dev.tardigrade.testing.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that looks like a JDK to a launcher. Its java says its name and prints its arguments, one a line. */
record FakeJava(Path home) {

    /** One that says its version in its release file, as every JDK does. */
    static FakeJava of(Path home, String version) throws IOException {
        FakeJava java = printing(home, "printf '%s\\n' '" + home.getFileName() + "' \"$@\"");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return java;
    }

    /** One that says its version only when asked, as the shims of version managers do. */
    static FakeJava withoutReleaseFile(Path home, String version) throws IOException {
        return printing(
                home,
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"" + version + "\" 2026-01-01' >&2; exit; fi",
                "printf '%s\\n' '" + home.getFileName() + "' \"$@\"");
    }

    Path bin() {
        return home.resolve("bin");
    }

    private static FakeJava printing(Path home, String... lines) throws IOException {
        Script.write(Files.createDirectories(home.resolve("bin")).resolve("java"), lines);
        return new FakeJava(home);
    }
}
