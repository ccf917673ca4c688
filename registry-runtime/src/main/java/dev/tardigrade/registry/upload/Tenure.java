package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.model.UploadId;

/**
 * The time for which this process has an upload to itself. It ends when another one takes the upload over because it could not reach this
 * one; that one writes down first that it has done so.
 */
final class Tenure {

    private final Journals journals;
    private final UploadId upload;
    private final int number;

    /** @param number 0 for who began the upload, one more for each takeover */
    Tenure(Journals journals, UploadId upload, int number) {
        this.journals = journals;
        this.upload = upload;
        this.number = number;
    }

    UploadId upload() {
        return upload;
    }

    /** Whether another process has taken the upload over; asks the store. */
    boolean isOver() {
        return journals.isTakenOver(upload, number);
    }
}
