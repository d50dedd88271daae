package dev.waybill.record.object;

import java.util.Arrays;
import java.util.Optional;

/** Who computed the digest of a version. */
public enum Hasher {
  /** Waybill, which read every byte. */
  WAYBILL("waybill"),
  /** S3, when the version was written: it stores the SHA-256 of the whole object. */
  S3_STORED("s3-stored"),
  /** S3, when it made the copy that is promoted. */
  S3_COPY("s3-copy");

  private final String label;

  Hasher(String label) {
    this.label = label;
  }

  /** The name that records state. */
  public String label() {
    return label;
  }

  /** Whether nobody but S3 has seen the bytes. */
  public boolean isS3() {
    return this != WAYBILL;
  }

  /** The one that a record names; empty when there is none of that name. */
  public static Optional<Hasher> named(String label) {
    return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
  }
}
