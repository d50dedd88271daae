package dev.waybill.trail;

import java.util.List;

/**
 * Port to the bucket of the logs. Every method throws an unchecked exception when S3 does not
 * answer.
 */
public interface TrailBucket {
  /** Returns the name of the bucket. */
  String name();

  /** Returns the URI of a key. */
  default String uri(String key) {
    return "s3://" + name() + "/" + key;
  }

  /** Returns the common prefixes below a prefix, up to the next slash and with it. */
  List<String> folders(String prefix);

  /**
   * Returns all versions and delete markers below a prefix; those of a key are together, the latest
   * one first.
   */
  List<TrailVersion> versions(String prefix);

  /** Reads a version. */
  TrailContent read(TrailVersion version);
}
