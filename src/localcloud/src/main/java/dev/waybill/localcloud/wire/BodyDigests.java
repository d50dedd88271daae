package dev.waybill.localcloud.wire;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** MD5 digest and one S3 checksum of a body, computed in one pass. */
public final class BodyDigests {
  private final MessageDigest md5 = digest("MD5");
  private final String algorithm;
  private final Digest digest;

  /**
   * @param algorithm one of crc32, crc32c, crc64nvme, sha1 and sha256
   */
  public BodyDigests(String algorithm) {
    this.algorithm = algorithm;
    this.digest = start(algorithm);
  }

  public void update(byte[] bytes, int offset, int length) {
    md5.update(bytes, offset, length);
    digest.update(bytes, offset, length);
  }

  /** Returns the MD5 in lower-case hex, the eTag of a single put, and resets it. */
  public String md5Hex() {
    return HexFormat.of().formatHex(md5.digest());
  }

  /** Returns the checksum in Base64 and resets it. */
  public String checksum() {
    return Base64.getEncoder().encodeToString(digest.value());
  }

  /** Returns the checksum in Base64 by its algorithm and resets it. */
  public Map<String, String> checksums() {
    return Map.of(algorithm, checksum());
  }

  private interface Digest {
    void update(byte[] bytes, int offset, int length);

    byte[] value();
  }

  private static Digest start(String algorithm) {
    return switch (algorithm) {
      case "crc32" -> new Crc(new CRC32(), Integer.BYTES);
      case "crc32c" -> new Crc(new CRC32C(), Integer.BYTES);
      case "crc64nvme" -> new Crc(new Crc64Nvme(), Long.BYTES);
      case "sha1" -> new Sha(digest("SHA-1"));
      case "sha256" -> new Sha(digest("SHA-256"));
      default -> throw new IllegalArgumentException("unsupported checksum algorithm " + algorithm);
    };
  }

  private record Crc(Checksum crc, int size) implements Digest {
    @Override
    public void update(byte[] bytes, int offset, int length) {
      crc.update(bytes, offset, length);
    }

    @Override
    public byte[] value() {
      return size == Long.BYTES
          ? ByteBuffer.allocate(size).putLong(crc.getValue()).array()
          : ByteBuffer.allocate(size).putInt((int) crc.getValue()).array();
    }
  }

  private record Sha(MessageDigest digest) implements Digest {
    @Override
    public void update(byte[] bytes, int offset, int length) {
      digest.update(bytes, offset, length);
    }

    @Override
    public byte[] value() {
      return digest.digest();
    }
  }

  static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + name, e);
    }
  }
}
