package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.model.Referrer;
import dev.tardigrade.registry.storage.ObjectKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What lies below one subject.
 *
 * @param copy where a copy of the records is, or would be
 * @param keys of the records that are there, by digest
 * @param copied what the copy says; may have too many and too few
 */
record ReferrerFolder(ObjectKey copy, Map<String, ObjectKey> keys, List<Referrer> copied) {

    static Map<String, Referrer> byDigest(Collection<Referrer> referrers) {
        return referrers.stream()
                .collect(Collectors.toMap(
                        each -> each.manifest().digest().toString(), each -> each, (one, _) -> one, TreeMap::new));
    }

    /** Those in the copy that are there. */
    Map<String, Referrer> current() {
        Map<String, Referrer> there = byDigest(copied);
        there.keySet().retainAll(keys.keySet());
        return there;
    }

    /** By how many records a copy of these would differ from what it is. */
    int differences(Set<String> wanted) {
        Set<String> kept = new HashSet<>(byDigest(copied).keySet());
        kept.retainAll(wanted);
        return wanted.size() + copied.size() - 2 * kept.size();
    }
}
