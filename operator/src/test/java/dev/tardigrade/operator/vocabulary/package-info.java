@NullMarked
package dev.tardigrade.operator.vocabulary;

import org.jspecify.annotations.NullMarked;
