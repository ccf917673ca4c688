@NullMarked
package dev.tardigrade.registry.http.listen;

import org.jspecify.annotations.NullMarked;
