package dev.tardigrade.testing.storage;

import dev.tardigrade.registry.storage.MultipartUpload.MultipartId;
import dev.tardigrade.registry.storage.Storage;
import org.junit.jupiter.api.Nested;

/** The contract of the storage port. Each implementation, and each kind of server behind one, extends it once. */
public abstract class StorageContract {

    /** The storage under test, whose bucket is there. Who makes it closes it. */
    protected abstract Storage storage();

    /** How many objects a listing needs so that it does not fit one answer of the store. */
    protected int moreThanAPage() {
        return 30;
    }

    /** An id of the form of {@code known} that no upload has. */
    protected MultipartId unknownId(MultipartId known) {
        return new MultipartId("0".repeat(known.value().length()));
    }

    @Nested
    final class Objects extends ObjectStoreContract {

        @Override
        Storage storage() {
            return StorageContract.this.storage();
        }
    }

    @Nested
    final class Listings extends ListingContract {

        @Override
        Storage storage() {
            return StorageContract.this.storage();
        }

        @Override
        int moreThanAPage() {
            return StorageContract.this.moreThanAPage();
        }
    }

    @Nested
    final class Multiparts extends MultipartContract {

        @Override
        Storage storage() {
            return StorageContract.this.storage();
        }

        @Override
        MultipartId unknownId(MultipartId known) {
            return StorageContract.this.unknownId(known);
        }
    }
}
