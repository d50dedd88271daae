package dev.waybill.record.object;

import java.util.Arrays;
import java.util.Optional;

/** Computer of a version's digest. */
public enum Hasher {
  /** Waybill, from every byte of the object. */
  WAYBILL("waybill"),
  /** S3, at the write of the version; S3 stores the SHA-256 of the whole object. */
  S3_STORED("s3-stored"),
  /** S3, at the copy that is promoted. */
  S3_COPY("s3-copy");

  private final String label;

  Hasher(String label) {
    this.label = label;
  }

  /** Returns the name in records. */
  public String label() {
    return label;
  }

  /** Returns true if only S3 has read the bytes. */
  public boolean isS3() {
    return this != WAYBILL;
  }

  /** Returns the hasher with the given name in records; empty when there is none. */
  public static Optional<Hasher> named(String label) {
    return Arrays.stream(values()).filter(hasher -> hasher.label.equals(label)).findFirst();
  }
}
