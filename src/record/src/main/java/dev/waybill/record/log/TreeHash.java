package dev.waybill.record.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** SHA-256 hash of a node of a Merkle tree, as RFC 6962, section 2.1, defines it. */
public final class TreeHash {
  /** Size of a hash in bytes. */
  public static final int BYTES = 32;

  /** Root of the tree without entries. */
  public static final TreeHash EMPTY_ROOT = new TreeHash(sha256().digest());

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final byte[] hash;

  private TreeHash(byte[] hash) {
    this.hash = hash;
  }

  /** Returns the hash of an entry. */
  public static TreeHash ofEntry(byte[] entry) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    return new TreeHash(digest.digest(entry));
  }

  /** Returns the hash of the node above two nodes. */
  public static TreeHash ofNode(TreeHash left, TreeHash right) {
    MessageDigest digest = sha256();
    digest.update(NODE);
    digest.update(left.hash);
    return new TreeHash(digest.digest(right.hash));
  }

  /**
   * Returns the hash that consists of the 32 bytes at an offset.
   *
   * @throws IllegalArgumentException when there are fewer bytes
   */
  public static TreeHash of(byte[] bytes, int offset) {
    if (offset < 0 || bytes.length - offset < BYTES) {
      throw new IllegalArgumentException("fewer than 32 bytes of a hash");
    }
    return new TreeHash(Arrays.copyOfRange(bytes, offset, offset + BYTES));
  }

  /**
   * Returns the hash with this base64 (RFC 4648, section 4, with padding).
   *
   * @throws IllegalArgumentException when the text is not the only base64 of 32 bytes
   */
  public static TreeHash ofBase64(String base64) {
    byte[] bytes = CanonicalBase64.decode(base64);
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("not the base64 of 32 bytes");
    }
    return new TreeHash(bytes);
  }

  /** Returns a copy of the 32 bytes. */
  public byte[] bytes() {
    return hash.clone();
  }

  void copyTo(byte[] target, int offset) {
    System.arraycopy(hash, 0, target, offset, BYTES);
  }

  /** Returns the base64 of the hash. */
  public String base64() {
    return CanonicalBase64.encode(hash);
  }

  /** Returns the 64 lower-case hexadecimal digits of the hash. */
  public String hex() {
    return HexFormat.of().formatHex(hash);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TreeHash that && Arrays.equals(hash, that.hash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash);
  }

  @Override
  public String toString() {
    return base64();
  }
}
