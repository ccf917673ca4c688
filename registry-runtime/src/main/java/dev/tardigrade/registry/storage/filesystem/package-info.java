/**
 * A store in a folder of a local or mounted file system with hard links and atomic renames.
 *
 * <pre>
 * root/a/b/c%          the object a/b/c: its bytes, then a {@link Trailer}
 * root/a/b/c           the same, where another program wrote it: its bytes alone
 * root/%temporary/     writes under way
 * root/%multipart/ID/  the parts of an upload
 * </pre>
 *
 * <p>No key has a {@code %}, so an object never stands in the way of a folder of the same name, nor a key in the way of these folders.
 */
@NullMarked
package dev.tardigrade.registry.storage.filesystem;

import org.jspecify.annotations.NullMarked;
