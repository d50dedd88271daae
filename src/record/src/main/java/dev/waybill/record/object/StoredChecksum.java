package dev.waybill.record.object;

/**
 * Result of comparing an object's bytes with the checksum that S3 has stored since the upload.
 *
 * @param comparison the result
 * @param algorithm name of the algorithm, such as {@code CRC64NVME}; {@code none} without a
 *     checksum
 */
public record StoredChecksum(Comparison comparison, String algorithm) {
  /** Comparison of an object that has no checksum. */
  public static final StoredChecksum NONE = new StoredChecksum(Comparison.NONE, "none");

  /** Results. A checksum that differs has none, because such an object is not sealed. */
  public enum Comparison {
    /** The bytes that were read have the checksum. */
    AGREES("agrees"),
    /** S3 stores a checksum of checksums of parts, whose sizes it does not state. */
    COMPOSITE("not-comparable"),
    /** S3 stores no checksum of the bytes. */
    NONE("none");

    private final String label;

    Comparison(String label) {
      this.label = label;
    }

    /** Returns the name in records. */
    public String label() {
      return label;
    }
  }
}
