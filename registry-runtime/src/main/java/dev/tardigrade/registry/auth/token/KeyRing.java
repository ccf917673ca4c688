package dev.tardigrade.registry.auth.token;

import com.nimbusds.jose.JWSHeader;
import java.util.List;

/** The keys by which tokens are believed. */
interface KeyRing {

    /** Those that may have signed a token with this header. They come from the configuration; a key that a token brings along is none. */
    List<TrustedKey> candidates(JWSHeader header);

    /** Those of a list that a header names, or all where it names none. */
    static List<TrustedKey> named(List<TrustedKey> keys, JWSHeader header) {
        String id = header.getKeyID();
        return keys.stream()
                .filter(key -> id == null || key.ids().contains(id))
                .filter(key -> key.fits(header.getAlgorithm()))
                .toList();
    }
}
