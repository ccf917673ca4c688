package dev.tardigrade.registry.layout;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.MultipartUpload.MultipartId;
import java.util.Optional;

/**
 * What has to be known of an upload to go on with it in another process. The bytes that followed the parts at the time of writing lie behind it in the
 * same object, as they are; they are not good any more once more parts are stored.
 *
 * @param algorithm of the digest that it will most likely be finished with
 * @param multipart holds the parts that are stored already, where there are any
 * @param flushed number of bytes in the parts at the time of writing
 */
public record UploadJournal(
        RepositoryName repository, Digest.Algorithm algorithm, Optional<MultipartId> multipart, long flushed) {

    public UploadJournal {
        if (flushed < 0 || (flushed > 0 && multipart.isEmpty())) {
            throw new IllegalArgumentException("no upload has stored " + flushed + " bytes in parts like these");
        }
    }
}
