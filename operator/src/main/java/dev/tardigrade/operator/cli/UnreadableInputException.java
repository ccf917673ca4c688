package dev.tardigrade.operator.cli;

import java.io.IOException;

/** Standard input is no file or pipe, or broke off. */
final class UnreadableInputException extends IOException {

    private static final long serialVersionUID = 1L;

    UnreadableInputException(IOException cause) {
        super(cause);
    }
}
