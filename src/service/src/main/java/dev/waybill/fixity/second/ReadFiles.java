package dev.waybill.fixity.second;

import java.io.InputStream;
import java.util.Optional;

/**
 * Port to the bucket that holds the manifest of a job and its report. Every method throws an
 * unchecked exception when S3 fails or denies the call.
 */
public interface ReadFiles {
  /** Returns the name of the bucket. */
  String bucket();

  /** Returns the prefix of everything that is written; empty, or it ends in a slash. */
  String prefix();

  /**
   * Writes an object.
   *
   * @return its ETag without quotes
   */
  String put(String key, byte[] content);

  /** Opens an object, which the caller closes; empty when it does not exist. */
  Optional<InputStream> open(String key);
}
