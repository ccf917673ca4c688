package dev.tardigrade.api.v1alpha1.exposure;

/** How clients speak to a Gateway. */
public enum Scheme {
    https,
    http
}
