package dev.tardigrade.registry.gc.compact;

import dev.tardigrade.registry.layout.RepositoryEntry;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.storage.ETag;
import dev.tardigrade.registry.storage.ObjectInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The objects of one repository: 8 to 12 bytes for a membership or manifest, twice that for a referrer, and what their digests take. */
public final class RepositoryContents {

    /** With its name and empty lists. */
    private static final int OWN_BYTES = 600;

    /** With its name and its ETag. */
    private static final int BYTES_OF_TAG = 250;

    private final DigestTable digests;
    private final ScanMemory memory;
    private final TagsKept kept;
    private final LongList memberships;
    private final LongList manifests;
    private final LongList referrals;
    private final List<Tag> tags = new ArrayList<>();
    private final Set<ETag> targets = new HashSet<>();

    /** Which tags are remembered. */
    public enum TagsKept {
        NONE,
        ONE_OF_EACH_ETAG,
        ALL
    }

    /** A digest of the repository with the size of its object, in a number. */
    private record Entry(int digest, long size) {

        static Entry of(long packed) {
            return new Entry((int) (packed >>> Integer.SIZE), packed & 0xFFFF_FFFFL);
        }

        /** No object here comes near to 4 GiB, unless somebody else has put it there. */
        long packed() {
            return ((long) digest << Integer.SIZE) | Math.min(size, 0xFFFF_FFFFL);
        }
    }

    /** What an entry is handed to. */
    public interface EachEntry {
        void accept(int digest, long size);
    }

    /** What a referrer is handed to. */
    public interface EachReferral {
        void accept(int subject, int referrer, long size);
    }

    RepositoryContents(RepositoryName name, DigestTable digests, ScanMemory memory, TagsKept kept) {
        memory.take(OWN_BYTES + name.value().length());
        this.digests = digests;
        this.memory = memory;
        this.kept = kept;
        this.memberships = new LongList(memory);
        this.manifests = new LongList(memory);
        this.referrals = new LongList(memory);
    }

    void add(RepositoryEntry entry, ObjectInfo object) {
        switch (entry) {
            case RepositoryEntry.Membership membership ->
                memberships.add(new Entry(digests.add(membership.blob()), object.size()).packed());
            case RepositoryEntry.Manifest manifest ->
                manifests.add(new Entry(digests.add(manifest.digest()), object.size()).packed());
            case RepositoryEntry.Tagged tagged -> addTag(tagged.tag(), object.etag());
            case RepositoryEntry.Referral referral -> {
                referrals.add(digests.add(referral.subject()));
                referrals.add(new Entry(digests.add(referral.referrer()), object.size()).packed());
            }
        }
    }

    private void addTag(Tag tag, ETag etag) {
        boolean isKept = kept == TagsKept.ALL || (kept == TagsKept.ONE_OF_EACH_ETAG && targets.add(etag));
        if (isKept) {
            memory.take(BYTES_OF_TAG);
            tags.add(tag);
        }
    }

    /** Hands over the digests of all blobs that the repository may serve, and the sizes of the objects that say so. */
    public void eachMembership(EachEntry each) {
        each(memberships, each);
    }

    /** Hands over the digests and sizes of all manifests. */
    public void eachManifest(EachEntry each) {
        each(manifests, each);
    }

    private static void each(LongList entries, EachEntry each) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = Entry.of(entries.get(i));
            each.accept(entry.digest(), entry.size());
        }
    }

    /** Hands over all referrers, with the sizes of their records. */
    public void eachReferral(EachReferral each) {
        for (int i = 0; i < referrals.size(); i += 2) {
            Entry referrer = Entry.of(referrals.get(i + 1));
            each.accept((int) referrals.get(i), referrer.digest(), referrer.size());
        }
    }

    /** As many as are kept. */
    public List<Tag> tags() {
        return tags;
    }
}
