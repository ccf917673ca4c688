package dev.tardigrade.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tardigrade.registry.model.RepositoryName;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RepositoryPatternTest {

    @ParameterizedTest
    @CsvSource({
        "app, app",
        "team/app, team/app",
        "*, app",
        "**, app",
        "**, team/app",
        "**, a/b/c/d",
        "team/*, team/app",
        "team/**, team/app",
        "team/**, team/app/cache",
        "team-*/app, team-a/app",
        "*/app, team/app",
        "**/app, a/b/app",
        "team/**/cache, team/a/b/cache",
        "a*b*c, axbyc",
        "a*, a",
    })
    void matches(String pattern, String name) {
        assertThat(new RepositoryPattern(pattern).matches(RepositoryName.parse(name)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "app, apps",
        "app, team/app",
        "*, team/app",
        "team/*, team/app/cache",
        "team/*, teams/app",
        "team/**, team",
        "team/**, team-b/app",
        "team/**/cache, team/cache",
        "*/app, app",
        "a*b, ab/b",
        "a.b, axb",
    })
    void doesNotMatch(String pattern, String name) {
        assertThat(new RepositoryPattern(pattern).matches(RepositoryName.parse(name)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/app", "app/", "a//b", "App", "a b", "***", "a?b", "[ab]", "{a,b}", "!a", "a\\b"})
    void isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RepositoryPattern(text));
    }

    @Test
    void takesNoTimeToSpeakOfWhateverThePattern() {
        RepositoryPattern pattern = new RepositoryPattern("a*".repeat(127) + "b");
        RepositoryName name = RepositoryName.parse("a".repeat(255));
        assertTimeoutPreemptively(
                Duration.ofSeconds(2), () -> assertThat(pattern.matches(name)).isFalse());
    }
}
