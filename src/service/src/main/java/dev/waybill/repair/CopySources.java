package dev.waybill.repair;

import dev.waybill.model.ObjectAttributes;
import dev.waybill.record.object.ObjectVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Port to the versions that may be a good copy of a damaged object. */
public interface CopySources {
  /**
   * Returns the versions of exactly one key, newest first, without delete markers.
   *
   * @param limit number of versions after which the rest is left out
   * @throws RuntimeException when the bucket cannot be listed
   */
  List<ObjectVersion> versions(String bucket, String key, int limit);

  /** Returns the attributes of a version; empty when it does not exist, or S3 denies the read. */
  Optional<ObjectAttributes> attributes(ObjectVersion version);

  /** Returns the tags of a version; empty when S3 denies the read. */
  Optional<Map<String, String>> tags(ObjectVersion version);

  /**
   * Begins to read a version.
   *
   * @throws IOException when it cannot be read, such as one in an archive
   */
  InputStream bytes(ObjectVersion version) throws IOException;
}
