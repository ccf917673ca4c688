package dev.tardigrade.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.policy.AccessRule;
import dev.tardigrade.registry.policy.Action;
import dev.tardigrade.registry.policy.Group;
import dev.tardigrade.registry.policy.Identity;
import dev.tardigrade.registry.policy.RepositoryPattern;
import dev.tardigrade.registry.policy.Subject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RulePolicyTest {

    private static final Identity ALICE = Identity.user("alice");
    private static final Identity MEMBER =
            new Identity(new Principal.User("bob"), Set.of(new Group("team-a"), new Group("others")));

    private static RulePolicy policy(String who, String repositories, Action... actions) {
        return new RulePolicy(List.of(new AccessRule(
                List.of(Subject.parse(who, Set.of())), List.of(new RepositoryPattern(repositories)), Set.of(actions))));
    }

    private static Permission on(String repository, Action action) {
        return new Permission.OnRepository(RepositoryName.parse(repository), action);
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void withoutRulesNobodyMayDoAnything(Action action) {
        RulePolicy nothing = new RulePolicy(List.of());
        assertThat(nothing.allows(ALICE, on("app", action))).isFalse();
        assertThat(nothing.allows(Identity.ANONYMOUS, on("app", action))).isFalse();
        assertThat(nothing.allows(ALICE, new Permission.ListRepositories())).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void anActionAllowsNoOtherOne(Action allowed) {
        RulePolicy policy = policy("user:alice", "team/**", allowed);
        for (Action action : Action.values()) {
            assertThat(policy.allows(ALICE, on("team/app", action))).isEqualTo(action == allowed);
        }
        assertThat(policy.allows(ALICE, on("other/app", allowed))).isFalse();
        assertThat(policy.allows(Identity.user("Alice"), on("team/app", allowed)))
                .isFalse();
    }

    @Test
    void whatIsForAnybodyIsForUsersToo() {
        RulePolicy policy = policy("anonymous", "public/*", Action.PULL);
        assertThat(policy.allows(Identity.ANONYMOUS, on("public/app", Action.PULL)))
                .isTrue();
        assertThat(policy.allows(ALICE, on("public/app", Action.PULL))).isTrue();
        assertThat(policy.allows(Identity.ANONYMOUS, on("private/app", Action.PULL)))
                .isFalse();
    }

    @Test
    void whatIsForUsersIsNotForOthers() {
        RulePolicy policy = policy("authenticated", "**", Action.PULL);
        assertThat(policy.allows(ALICE, on("app", Action.PULL))).isTrue();
        assertThat(policy.allows(Identity.ANONYMOUS, on("app", Action.PULL))).isFalse();
    }

    @Test
    void aGroupIsMeantByItsWholeName() {
        assertThat(policy("group:team-a", "**", Action.PUSH).allows(MEMBER, on("app", Action.PUSH)))
                .isTrue();
        assertThat(policy("group:team", "**", Action.PUSH).allows(MEMBER, on("app", Action.PUSH)))
                .isFalse();
        assertThat(policy("user:team-a", "**", Action.PUSH).allows(MEMBER, on("app", Action.PUSH)))
                .isFalse();
    }

    @Test
    void groupsOfNobodyDoNotCount() {
        Identity impossible = new Identity(new Principal.Anonymous(), Set.of(new Group("team-a")));
        assertThat(policy("group:team-a", "**", Action.PULL).allows(impossible, on("app", Action.PULL)))
                .isFalse();
    }

    @Test
    void theListShowsWhatMayBePulled() {
        RulePolicy policy = policy("user:alice", "team/*", Action.PUSH);
        assertThat(policy.allows(ALICE, new Permission.ListRepositories())).isTrue();
        assertThat(policy.allows(ALICE, new Permission.SeeRepository(RepositoryName.parse("team/app"))))
                .isFalse();
    }
}
