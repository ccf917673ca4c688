package dev.tardigrade.registry.http.message;

import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** What is found out about a request, for those who log and count it. */
public enum RequestNote {
    /** Kind of its address: one of few words. */
    KIND,
    REPOSITORY,
    /** Tag, digest or upload that its address names. */
    REFERENCE,
    USER;

    private final String attribute = RequestNote.class.getName() + "." + name();

    /** Null where it was not found out. */
    public @Nullable String of(Request request) {
        return (String) request.getAttribute(attribute);
    }

    void note(Request request, String value) {
        request.setAttribute(attribute, value);
    }
}
