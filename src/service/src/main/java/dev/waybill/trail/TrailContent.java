package dev.waybill.trail;

import java.util.Map;

/** Bytes of a version in the log bucket, or the reason why there are none. */
public sealed interface TrailContent {
  /** Bytes that were read. */
  final class Read implements TrailContent {
    private final byte[] bytes;
    private final Map<String, String> metadata;

    /**
     * @param bytes bytes that the caller does not change
     * @param metadata the object's own metadata, by lower-case name
     */
    public Read(byte[] bytes, Map<String, String> metadata) {
      this.bytes = bytes;
      this.metadata = Map.copyOf(metadata);
    }

    /** Returns the bytes, which the caller does not change. */
    public byte[] bytes() {
      return bytes;
    }

    public Map<String, String> metadata() {
      return metadata;
    }
  }

  /**
   * S3 does not give the bytes.
   *
   * @param reason plain words
   */
  record Denied(String reason) implements TrailContent {}

  /** The version is gone. */
  record Gone() implements TrailContent {}
}
