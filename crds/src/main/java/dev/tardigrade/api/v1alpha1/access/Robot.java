package dev.tardigrade.api.v1alpha1.access;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A program that pulls or pushes, whose password the operator makes and renews. */
public record Robot(
        @JsonPropertyDescription(
                "Name of the robot, unique in its Registry, and its user name; at most 40 characters. Its Secret has the name of the"
                        + " Registry, this name and robot, with - between.")
        @Required
        @Size(min = 1, max = 40) @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$") String name,

        @JsonPropertyDescription(
                "What it may do, beside what policies for robot:NAME allow: pull, push, delete. None includes another. Default:"
                        + " pull.")
        @Default("[\"pull\"]")
        @Size(min = 1, max = 3) List<Action> actions,

        @JsonPropertyDescription(
                "Where it may do it, one to 64 names: * is any part of one component, ** of a whole name. Default: all"
                        + " repositories.")
        @Default("[\"**\"]")
        @Size(min = 1, max = 64) List<@Pattern("^[a-z0-9*._/-]{1,255}$") String> repositories) {

    public Robot {
        actions = actions == null ? List.of(Action.pull) : List.copyOf(actions);
        repositories = repositories == null ? List.of("**") : List.copyOf(repositories);
    }
}
