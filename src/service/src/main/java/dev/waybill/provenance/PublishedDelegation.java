package dev.waybill.provenance;

import java.time.Instant;

/** Object below {@code delegations/} of the provenance bucket, which is untrusted input. */
public final class PublishedDelegation {
  private final String name;
  private final byte[] bundle;
  private final Instant publishedAt;

  /**
   * @param name key of the object in the bucket
   * @param bundle content of the object
   * @param publishedAt time at which the bucket received the object
   */
  public PublishedDelegation(String name, byte[] bundle, Instant publishedAt) {
    this.name = name;
    this.bundle = bundle.clone();
    this.publishedAt = publishedAt;
  }

  /** Returns the key of the object in the bucket. */
  public String name() {
    return name;
  }

  /** Returns a copy of the content. */
  public byte[] bundle() {
    return bundle.clone();
  }

  /** Returns the time at which the bucket received the object. */
  public Instant publishedAt() {
    return publishedAt;
  }
}
