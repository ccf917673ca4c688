package dev.tardigrade.operator.grant;

/** The text of an access grant: a secret that opens what the grant covers. Never prints itself. */
public final class GrantText {

    private final String value;

    private GrantText(String value) {
        this.value = value;
    }

    /** Takes any text; blanks and line ends around it are dropped, since files and Secrets often end with one. */
    public static GrantText of(CharSequence text) {
        return new GrantText(text.toString().strip());
    }

    /** The secret itself. Only for handing it to what needs it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GrantText text && value.equals(text.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "(access grant)";
    }
}
