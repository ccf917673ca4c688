package dev.tardigrade.operator.vocabulary;

/** Reasons of events that no condition tells. */
public enum EventReason {
    /** The images of a Registry are gone with it. */
    IMAGES_DELETED("ImagesDeleted"),
    /** The images of a Registry stay although they were to go: the message says why and where they are. */
    IMAGES_RETAINED("ImagesRetained");

    private final String word;

    EventReason(String word) {
        this.word = word;
    }

    /** As events spell it. */
    public String word() {
        return word;
    }
}
