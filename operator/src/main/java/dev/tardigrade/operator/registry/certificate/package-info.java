/** Whether a certificate and its key are what servers, or whoever stands before them, can serve. */
@NullMarked
package dev.tardigrade.operator.registry.certificate;

import org.jspecify.annotations.NullMarked;
