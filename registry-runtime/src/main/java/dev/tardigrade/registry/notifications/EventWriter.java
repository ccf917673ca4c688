package dev.tardigrade.registry.notifications;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tardigrade.registry.model.MediaType;

/** Writes events. */
final class EventWriter {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String TYPE = "dev.tardigrade.registry.";

    private final String instance;

    /** @param instance names this process, until it starts again */
    EventWriter(String instance) {
        this.instance = instance;
    }

    byte[] write(Event event, EventFormat format) {
        ObjectNode document = switch (format) {
            case DOCKER -> envelope(event);
            case CLOUD_EVENTS -> cloudEvent(event);
        };
        try {
            return JSON.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers can be written", e);
        }
    }

    private ObjectNode envelope(Event event) {
        ObjectNode envelope = JSON.createObjectNode();
        envelope.putArray("events").add(plain(event));
        return envelope;
    }

    private ObjectNode cloudEvent(Event event) {
        Event.Target target = event.target();
        String reference = target.tag()
                .map(tag -> ":" + tag)
                .or(() -> target.digest().map(digest -> "@" + digest))
                .orElse("");
        ObjectNode cloud = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", event.id().toString())
                .put("source", "/" + instance)
                .put("type", TYPE + event.action().word())
                .put("subject", target.repository().value() + reference)
                .put("time", event.at().toString())
                .put("datacontenttype", MediaType.JSON.value());
        cloud.set("data", plain(event));
        return cloud;
    }

    private ObjectNode plain(Event event) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", event.id().toString())
                .put("timestamp", event.at().toString())
                .put("action", event.action().word());
        target(json.putObject("target"), event.target());
        Event.Cause cause = event.cause();
        ObjectNode request = json.putObject("request").put("id", cause.id()).put("addr", cause.address());
        cause.host().ifPresent(host -> request.put("host", host));
        request.put("method", cause.method()).put("useragent", cause.userAgent().orElse(""));
        ObjectNode actor = json.putObject("actor");
        event.actor().ifPresent(name -> actor.put("name", name));
        json.putObject("source").put("instanceID", instance);
        return json;
    }

    private static void target(ObjectNode json, Event.Target target) {
        target.mediaType().ifPresent(type -> json.put("mediaType", type.value()));
        target.digest().ifPresent(digest -> json.put("digest", digest.toString()));
        target.size().ifPresent(size -> json.put("size", size).put("length", size));
        json.put("repository", target.repository().value());
        target.from().ifPresent(from -> json.put("fromRepository", from.value()));
        target.url().ifPresent(url -> json.put("url", url));
        target.tag().ifPresent(tag -> json.put("tag", tag.value()));
    }
}
