@NullMarked
package dev.tardigrade.operator.grant;

import org.jspecify.annotations.NullMarked;
