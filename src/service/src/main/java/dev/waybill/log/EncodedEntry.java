package dev.waybill.log;

import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.TreeHash;
import dev.waybill.record.object.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Entry as bytes, with the 128-bit identity of its record.
 *
 * <p>The identity is a hash of the record's key and digest. With the key alone, an entry that
 * states a wrong digest would keep the true one out of the log.
 */
final class EncodedEntry {
  private static final int LENGTH_BYTES = 2;

  private final byte[] bytes;
  private final long high;
  private final long low;

  private EncodedEntry(byte[] bytes, LogEntry entry) {
    this.bytes = bytes;
    String identity = entry.recordSha256().hex() + entry.recordKey();
    ByteBuffer hash =
        ByteBuffer.wrap(Sha256.hash(identity.getBytes(StandardCharsets.UTF_8)).bytes());
    high = hash.getLong();
    low = hash.getLong();
  }

  /**
   * Returns the encoding of an entry.
   *
   * @throws IllegalArgumentException when it is larger than the log's format allows
   */
  static EncodedEntry of(LogEntry entry) {
    return new EncodedEntry(entry.bytes(), entry);
  }

  /**
   * Returns the entry with these bytes.
   *
   * @throws InvalidLogException when the bytes are not exactly those of an entry
   */
  static EncodedEntry parse(byte[] bytes) {
    try {
      return new EncodedEntry(bytes, LogEntry.parse(bytes));
    } catch (IllegalArgumentException e) {
      throw new InvalidLogException("the entry is not one that the log can have");
    }
  }

  /**
   * Returns the entries of a bundle, which is untrusted input.
   *
   * @param limit the number of entries that the bundle may have
   * @throws InvalidLogException when it has more, or one that is no entry
   */
  static List<EncodedEntry> ofBundle(byte[] bundle, int limit) {
    checkCount(bundle, limit);
    List<EncodedEntry> entries = new ArrayList<>();
    for (byte[] entry : EntryBundle.decode(bundle)) {
      entries.add(parse(entry));
    }
    return entries;
  }

  /** Fails before millions of empty entries take memory. */
  private static void checkCount(byte[] bundle, int limit) {
    int count = 0;
    int at = 0;
    while (at + LENGTH_BYTES <= bundle.length) {
      at += LENGTH_BYTES + Short.toUnsignedInt(ByteBuffer.wrap(bundle).getShort(at));
      count++;
      if (count > limit) {
        throw new InvalidLogException("the bundle has more than " + limit + " entries");
      }
    }
  }

  /** Returns the bundle of entries. */
  static byte[] bundle(List<EncodedEntry> entries) {
    return EntryBundle.encode(entries.stream().map(EncodedEntry::bytes).toList());
  }

  /** Returns the bytes, which are not copied and must not be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** Returns the size in a bundle, in bytes. */
  int bundleBytes() {
    return LENGTH_BYTES + bytes.length;
  }

  /** Returns the hash of the entry in the tree. */
  TreeHash leafHash() {
    return TreeHash.ofEntry(bytes);
  }

  /** Returns the first half of the identity of the record. */
  long high() {
    return high;
  }

  /** Returns the second half of the identity of the record. */
  long low() {
    return low;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedEntry that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
