package dev.waybill.evidence;

import dev.waybill.record.object.Sha256;
import java.nio.charset.StandardCharsets;

/** File of a pack. Its name is a constant of {@link PackNames}, and never comes from a key. */
public final class PackFile {
  private final String name;
  private final byte[] content;

  /**
   * @param content the bytes, which are copied
   */
  public PackFile(String name, byte[] content) {
    this.name = name;
    this.content = content.clone();
  }

  static PackFile ofText(String name, String text) {
    return new PackFile(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the name, with slashes between folders. */
  public String name() {
    return name;
  }

  /** Returns a copy of the bytes. */
  public byte[] content() {
    return content.clone();
  }

  /** Returns the number of bytes. */
  public int size() {
    return content.length;
  }

  /** Returns the digest of the bytes. */
  public Sha256 sha256() {
    return Sha256.hash(content);
  }
}
