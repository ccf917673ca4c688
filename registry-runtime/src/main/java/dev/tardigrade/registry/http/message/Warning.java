package dev.tardigrade.registry.http.message;

/** What clients are asked to show to their users although all went well (OCI distribution spec, "Warnings"). */
public enum Warning {
    FOREIGN_LAYERS(
            "the image names layers that need not be in this registry: who pulls it may have to get them elsewhere"),
    REFERRERS_TAG("this registry lists referrers itself: no index of them has to be kept under a tag");

    private final String text;

    Warning(String text) {
        this.text = text;
    }

    /** The value of a {@code Warning} header: the code 299, no name of the sender, and no date. */
    String value() {
        return "299 - \"" + text + "\"";
    }
}
