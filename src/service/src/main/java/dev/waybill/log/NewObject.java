package dev.waybill.log;

import dev.waybill.log.LogStore.Keeping;

/** Object of the log to write. */
public final class NewObject {
  private final String key;
  private final byte[] content;
  private final Keeping keeping;

  /**
   * @param content the bytes, which are not copied and must not be changed
   */
  public NewObject(String key, byte[] content, Keeping keeping) {
    this.key = key;
    this.content = content;
    this.keeping = keeping;
  }

  /** Returns the key. */
  public String key() {
    return key;
  }

  /** Returns the bytes, which are not copied. */
  public byte[] content() {
    return content;
  }

  /** Returns the retention. */
  public Keeping keeping() {
    return keeping;
  }
}
