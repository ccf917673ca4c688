package dev.tardigrade.operator.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class FreshKeysTest {

    @Test
    void theKeyOfTokensIsTheSameHoweverOftenItIsAskedFor() {
        var keys = FreshKeys.from(new SecureRandom());

        assertThat(keys.tokens().get().reveal()).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(keys.tokens().get()).isSameAs(keys.tokens().get());
        assertThat(keys.tokens().get())
                .isNotEqualTo(FreshKeys.from(new SecureRandom()).tokens().get());
    }
}
