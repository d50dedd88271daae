package dev.waybill.record.object;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * Digests of an object's parts, computed in the same pass as the digest of the whole object. They
 * allow a comparison of a multipart copy with S3's checksum of each part.
 *
 * @param partSize bytes of each part except the last
 * @param digests one digest per part, in order, never empty
 */
public record PartDigests(long partSize, List<Sha256> digests) {
  public PartDigests {
    digests = List.copyOf(digests);
    if (partSize <= 0 || digests.isEmpty()) {
      throw new IllegalArgumentException(
          "part size " + partSize + ", parts " + digests.size() + "; both must be positive");
    }
  }

  /**
   * Returns S3's composite checksum: base64 of the SHA-256 of the digests, a dash, their number.
   */
  public String composite() {
    try {
      MessageDigest whole = MessageDigest.getInstance("SHA-256");
      digests.forEach(part -> whole.update(part.bytes()));
      return Base64.getEncoder().encodeToString(whole.digest()) + "-" + digests.size();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
