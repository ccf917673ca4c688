/** What the cluster says of who signs the tokens of its ServiceAccounts. */
@NullMarked
package dev.tardigrade.operator.registry.issuer;

import org.jspecify.annotations.NullMarked;
