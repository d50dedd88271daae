package dev.waybill.record.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Encoding of entries in bundles: each with its length in two bytes, big-endian. */
public final class EntryBundle {
  /** Limit of the format for one entry, in bytes. */
  public static final int MAX_ENTRY_BYTES = 65_535;

  private EntryBundle() {}

  /**
   * Returns the bundle of some entries.
   *
   * @throws IllegalArgumentException when an entry is too large
   */
  public static byte[] encode(List<byte[]> entries) {
    ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      if (entry.length > MAX_ENTRY_BYTES) {
        throw new IllegalArgumentException("an entry has " + entry.length + " bytes");
      }
      bundle.write(entry.length >> 8);
      bundle.write(entry.length);
      bundle.writeBytes(entry);
    }
    return bundle.toByteArray();
  }

  /**
   * Returns the entries of a bundle of any length.
   *
   * @throws InvalidLogException when the last entry is cut off
   */
  public static List<byte[]> decode(byte[] bundle) {
    return decode(bundle, Integer.MAX_VALUE);
  }

  /**
   * Returns the entries of a bundle.
   *
   * @param maxEntries limit for the number of entries
   * @throws InvalidLogException when the last entry is cut off, or there are more entries
   */
  public static List<byte[]> decode(byte[] bundle, int maxEntries) {
    List<byte[]> entries = new ArrayList<>();
    ByteBuffer rest = ByteBuffer.wrap(bundle);
    while (rest.hasRemaining()) {
      if (entries.size() == maxEntries) {
        throw new InvalidLogException("the bundle has more than " + maxEntries + " entries");
      }
      int length = rest.remaining() < 2 ? -1 : Short.toUnsignedInt(rest.getShort());
      if (length < 0 || length > rest.remaining()) {
        throw new InvalidLogException("entry " + entries.size() + " of the bundle is cut off");
      }
      byte[] entry = new byte[length];
      rest.get(entry);
      entries.add(entry);
    }
    return entries;
  }
}
