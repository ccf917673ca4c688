package dev.tardigrade.registry.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** By what a change of files is seen, also where only a link to them changes, as in the volumes of Kubernetes. */
record FileVersions(Map<Path, Version> byFile) {

    FileVersions {
        byFile = Map.copyOf(byFile);
    }

    /** Of files, and of all that lies directly in folders. Throws an {@link IOException} that names what cannot be read. */
    static FileVersions of(List<Path> files) throws IOException {
        Map<Path, Version> versions = new TreeMap<>();
        for (Path file : files) {
            try {
                add(file, versions);
            } catch (IOException e) {
                throw new IOException(
                        file + " cannot be read: it must be there, and this user must be allowed to read it", e);
            }
        }
        return new FileVersions(versions);
    }

    private static void add(Path file, Map<Path, Version> versions) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        versions.put(file, new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey()));
        if (attributes.isDirectory()) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(file, Files::isRegularFile)) {
                for (Path entry : entries) {
                    add(entry, versions);
                }
            }
        }
    }

    record Version(FileTime modified, long size, @Nullable Object key) {}
}
