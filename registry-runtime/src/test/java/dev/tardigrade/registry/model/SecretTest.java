package dev.tardigrade.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class SecretTest {

    @Test
    void neverPrints() {
        assertThat(new Secret("hunter2")).hasToString("[secret]");
        assertThat("key: " + new Secret("hunter2")).doesNotContain("hunter2");
    }

    @Test
    void isEqualToOneWithTheSameText() {
        assertThat(new Secret("a")).isEqualTo(new Secret("a")).hasSameHashCodeAs(new Secret("a"));
        assertThat(new Secret("a")).isNotEqualTo(new Secret("b")).isNotEqualTo("a");
    }

    @Test
    void isRevealedOnRequest() {
        assertThat(new Secret("hunter2").reveal()).isEqualTo("hunter2");
    }

    @Test
    void isNotEmpty() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Secret(""));
    }
}
