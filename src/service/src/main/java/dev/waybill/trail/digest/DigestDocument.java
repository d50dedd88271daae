package dev.waybill.trail.digest;

import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Content of a digest file, whose signature is not verified.
 *
 * @param sha256 digest of the inflated file
 * @param endText end of its time as the file writes it, which is part of what is signed
 * @param bucket bucket in which it states to lie
 * @param key key under which it states to lie
 * @param fingerprint fingerprint of the public key
 * @param previous digest before it; null when it begins a chain
 */
public record DigestDocument(
    Sha256 sha256,
    String account,
    Instant start,
    Instant end,
    String endText,
    String bucket,
    String key,
    String fingerprint,
    @Nullable Previous previous,
    List<NamedLog> logs) {
  public DigestDocument {
    logs = List.copyOf(logs);
  }

  /**
   * Digest before a digest.
   *
   * @param sha256 digest of the inflated file
   * @param signature its signature in hex
   */
  public record Previous(String bucket, String key, Sha256 sha256, String signature) {}

  /** Returns the text that CloudTrail signs. */
  public String signedText() {
    String signature = previous == null ? "null" : previous.signature();
    return endText + "\n" + bucket + "/" + key + "\n" + sha256 + "\n" + signature;
  }
}
