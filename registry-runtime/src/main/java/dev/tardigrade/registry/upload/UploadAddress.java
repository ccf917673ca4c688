package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RepositoryName;

/** Which upload a request is for, as the request says, and who makes it. Nothing of this is verified. */
public record UploadAddress(RepositoryName repository, Principal principal, SessionToken token) {}
