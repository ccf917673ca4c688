package dev.tardigrade.registry.notifications;

/** How an event is written. */
public enum EventFormat {
    /** The envelope of {@code registry:2}, with one event in it. */
    DOCKER("application/vnd.docker.distribution.events.v1+json"),
    /** CloudEvents 1.0, structured mode. Its data is the event as {@code registry:2} writes it. */
    CLOUD_EVENTS("application/cloudevents+json");

    private final String contentType;

    EventFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }
}
