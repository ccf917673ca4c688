package dev.tardigrade.e2e.image;

import dev.tardigrade.e2e.beds.Bed;
import dev.tardigrade.e2e.process.Command;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An image in a file, in the layout of docker save, packed without a daemon.
 *
 * @param name what a client that loads it calls it
 */
public record ImageTar(Path file, String name) {

    /**
     * Packs an image.
     *
     * @param name host/repository:tag, as a node that loads the file knows it
     * @param entryPoint path of the program in the image
     * @param files path in the image to file here; a path after {@code LAYER:} goes into a second layer
     */
    public static ImageTar pack(String name, String entryPoint, Path target, Map<String, Path> files) {
        Object[] line = Stream.concat(
                        Stream.of(Bed.BEDS.resolve("image/image.sh"), name, target),
                        files.entrySet().stream().map(file -> file.getKey() + "=" + file.getValue()))
                .toArray();
        Command.of(line).with(Map.of("ENTRYPOINT", entryPoint)).run();
        return new ImageTar(target, name);
    }
}
