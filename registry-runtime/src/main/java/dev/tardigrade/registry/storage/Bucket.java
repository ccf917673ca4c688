package dev.tardigrade.registry.storage;

/** A bucket as such, or what stands for one; its objects are in {@link ObjectStore}. Calls block and end as those there. */
public interface Bucket {

    /** What an operator knows it by: the bucket's name, or the folder's path. */
    String name();

    /**
     * Asks the store now, with these credentials; one cheap call.
     *
     * @throws dev.tardigrade.registry.model.RegistryException when there was no answer to tell by
     */
    Access access();

    /**
     * Makes the bucket where it is missing.
     *
     * @return whether this call made it; false where it is there already and may be used
     * @throws dev.tardigrade.registry.model.RegistryException with {@code StorageDenied} where these credentials may not make it, or somebody else has it
     */
    boolean create();

    /** Whether there is no object at all below {@code prefix}. */
    boolean isEmpty(KeyPrefix prefix);

    /**
     * Removes the bucket itself. What only the store keeps in it, such as folders, goes too; objects never do.
     *
     * @return false where it stays because something is in it or uses it; true also where it was not there
     * @throws dev.tardigrade.registry.model.RegistryException when there was no answer to tell by, or with {@code StorageDenied}
     */
    boolean delete();

    /** What became of asking for a bucket. */
    enum Access {
        /** There, and open to these credentials. */
        GRANTED,
        /** Refused. Whether it is there is not to be known: Storj answers so for every bucket outside of an access grant. */
        DENIED,
        /** Not there. */
        MISSING
    }
}
