package dev.tardigrade.e2e.registry;

/** What a client pushes to or pulls from: {@code host:port/repository:tag}. */
public record ImageName(String registry, String repository, String tag) {

    @Override
    public String toString() {
        return registry + "/" + repository + ":" + tag;
    }
}
