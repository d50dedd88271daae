package dev.waybill.log;

import java.time.Instant;

/** Object of the log as the store returns it; its content is untrusted input. */
public final class StoredObject {
  private final byte[] content;
  private final String eTag;
  private final Instant lastModified;

  /**
   * @param content the bytes, which are not copied: the caller gives them up
   * @param eTag the ETag, for {@link LogStore#replace}
   * @param lastModified time at which the store received the object
   */
  public StoredObject(byte[] content, String eTag, Instant lastModified) {
    this.content = content;
    this.eTag = eTag;
    this.lastModified = lastModified;
  }

  /** Returns the bytes, which are not copied and must not be changed. */
  public byte[] content() {
    return content;
  }

  /** Returns the ETag. */
  public String eTag() {
    return eTag;
  }

  /** Returns the time at which the store received the object. */
  public Instant lastModified() {
    return lastModified;
  }
}
