package dev.waybill.digest;

import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** SHA-256 of each part of a stream that arrives in buffers. */
final class PartDigester {
  private final MessageDigest part = sha256();
  private final List<Sha256> parts = new ArrayList<>();
  private final long partSize;
  private long inPart;

  /**
   * @param partSize bytes of each part except the last
   */
  PartDigester(long partSize) {
    this.partSize = partSize;
  }

  /** Digests the first bytes of a buffer. */
  void update(byte[] buffer, int length) {
    int from = 0;
    while (from < length) {
      int count = (int) Math.min(length - from, partSize - inPart);
      part.update(buffer, from, count);
      from += count;
      inPart += count;
      if (inPart == partSize) {
        endPart();
      }
    }
  }

  private void endPart() {
    parts.add(Sha256.of(part.digest()));
    inPart = 0;
  }

  /** Ends the last part and returns the digests; a stream without bytes has one empty part. */
  PartDigests end() {
    if (inPart > 0 || parts.isEmpty()) {
      endPart();
    }
    return new PartDigests(partSize, parts);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
