package dev.tardigrade.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The map of packages in a README: the table below the heading that begins with {@code Map}, whose first column names packages.
 *
 * @param packages those that are there, without the root that all have
 * @param told those that the table names in any column
 * @param headed those that it names in the first column
 */
public record PackageMap(Set<String> packages, Set<String> told, Set<String> headed) {

    private static final Pattern SECTION = Pattern.compile("(?ms)^## Map.*?(?=^## |\\z)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]*) \\|.*$");
    /** As the README of the end-to-end tests has them, with their folder, too. */
    private static final Pattern NAME = Pattern.compile("`(?:src/test/…/)?([a-z0-9.]+)`");

    public PackageMap {
        packages = Set.copyOf(packages);
        told = Set.copyOf(told);
        headed = Set.copyOf(headed);
    }

    /** Reads the README, and looks for packages below the folder of the one that all others are in. */
    public static PackageMap of(Path readme, Path root) throws IOException {
        var rows = SECTION.matcher(Files.readString(readme))
                .results()
                .flatMap(section -> ROW.matcher(section.group()).results())
                .toList();
        return new PackageMap(
                packages(root),
                names(rows.stream().map(row -> row.group())),
                names(rows.stream().map(row -> row.group(1))));
    }

    /** What no row of the table tells of. */
    public Set<String> untold() {
        var untold = new TreeSet<>(packages);
        untold.removeAll(told);
        return untold;
    }

    /** What has a row and is not there. */
    public Set<String> gone() {
        var gone = new TreeSet<>(headed);
        gone.removeAll(packages);
        return gone;
    }

    private static Set<String> packages(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> root.relativize(file.getParent()).toString().replace('/', '.'))
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> names(Stream<String> texts) {
        return texts.flatMap(text -> NAME.matcher(text).results())
                .map(name -> name.group(1))
                .collect(Collectors.toSet());
    }
}
