package dev.tardigrade.registry.notifications;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends events to one receiver, one try each. What it logs does not have the address, in which there may be a secret. */
record Post(Receiver receiver, EventWriter writer, HttpClient http) {

    private static final Logger LOG = LoggerFactory.getLogger(Post.class);
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    /** What came of a try. */
    enum Outcome {
        DELIVERED,
        /** For good. */
        REFUSED,
        /** The receiver answers, and takes the event later at best. */
        NOT_NOW,
        /** Nobody answers. */
        AWAY
    }

    /** @param first whether it is the first try with this event, which is told of */
    Outcome send(Event event, boolean first) throws InterruptedException {
        try {
            HttpResponse<InputStream> answer = http.send(request(event), BodyHandlers.ofInputStream());
            // What it says is not read: it may never end.
            answer.body().close();
            return outcome(answer.statusCode(), first);
        } catch (IOException e) {
            tell(first, e.getClass().getSimpleName());
            return Outcome.AWAY;
        } catch (RuntimeException e) {
            // What cannot even be sent must not end the thread, and with it all that comes after.
            LOG.error(
                    "an event for the receiver of notifications {} cannot be sent, and is given up: {}",
                    receiver.name(),
                    e.getClass().getSimpleName());
            return Outcome.REFUSED;
        }
    }

    private HttpRequest request(Event event) {
        HttpRequest.Builder request = HttpRequest.newBuilder(receiver.url())
                .timeout(receiver.timeout())
                .header("Content-Type", receiver.format().contentType())
                .POST(BodyPublishers.ofByteArray(writer.write(event, receiver.format())));
        receiver.headers().forEach((name, value) -> request.setHeader(name, value.reveal()));
        return request.build();
    }

    private Outcome outcome(int status, boolean first) {
        if (status / 100 == 2) {
            return Outcome.DELIVERED;
        }
        if (status / 100 == 5 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS) {
            tell(first, "status " + status);
            return Outcome.NOT_NOW;
        }
        LOG.error("the receiver of notifications {} refuses an event with status {}", receiver.name(), status);
        return Outcome.REFUSED;
    }

    private void tell(boolean first, String reason) {
        if (first) {
            LOG.warn(
                    "the receiver of notifications {} does not take an event, which is tried again: {}",
                    receiver.name(),
                    reason);
        }
    }
}
