/** What users apply: kustomizations and chart, each way to install with just its own rights. */
@NullMarked
package dev.tardigrade.e2e.install;

import org.jspecify.annotations.NullMarked;
