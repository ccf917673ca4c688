/** Requests and answers: how they are read and written, apart from what they are about. */
@NullMarked
package dev.tardigrade.registry.http.message;

import org.jspecify.annotations.NullMarked;
