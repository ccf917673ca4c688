package dev.tardigrade.registry.gc.compact;

import dev.tardigrade.registry.gc.compact.RepositoryContents.TagsKept;
import dev.tardigrade.registry.layout.RepositoryEntry;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.ObjectInfo;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/** What a scan remembers of the bucket. */
public final class BucketContents {

    private final ScanMemory memory;
    private final TagsKept tags;
    private final DigestTable digests;
    private final Map<RepositoryName, RepositoryContents> repositories = new TreeMap<>();
    private final BitSet live = new BitSet();
    private final BitSet recorded = new BitSet();

    /** @param tags that are remembered */
    public BucketContents(ScanMemory memory, TagsKept tags) {
        this.memory = memory;
        this.tags = tags;
        this.digests = new DigestTable(memory);
    }

    /** What lies at a key of a repository. */
    public void add(RepositoryEntry entry, ObjectInfo object) {
        repositories
                .computeIfAbsent(entry.repository(), name -> new RepositoryContents(name, digests, memory, tags))
                .add(entry, object);
        if (entry instanceof RepositoryEntry.Membership(var _, Digest blob)) {
            live.set(digests.find(blob));
        }
    }

    /** There is a record of the blob. */
    public void addRecord(Digest blob) {
        recorded.set(digests.add(blob));
    }

    /** In the order of their names. */
    public Map<RepositoryName, RepositoryContents> repositories() {
        return repositories;
    }

    /** The numbers of all digests that are mentioned here. */
    public DigestTable digests() {
        return digests;
    }

    /** What all of it, and whatever else the scan remembers, is taken from. */
    public ScanMemory memory() {
        return memory;
    }

    /** Digests of the blobs that have records. */
    public BitSet recorded() {
        return recorded;
    }

    /** Whether some repository may serve the blob. */
    public boolean isLive(Digest blob) {
        return isIn(live, blob);
    }

    /** Whether some repository may serve the blob, or there is a record of it. */
    public boolean isKnown(Digest blob) {
        return isIn(live, blob) || isIn(recorded, blob);
    }

    private boolean isIn(BitSet digestsOfOneKind, Digest digest) {
        int number = digests.find(digest);
        return number >= 0 && digestsOfOneKind.get(number);
    }
}
