package dev.waybill.record.object;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * The digests of an object's parts, taken in the same pass as the whole digest, so that a copy in
 * parts can be compared part by part with what S3 computed.
 *
 * @param partSize bytes in each part but the last
 * @param digests one a part, in order, never empty
 */
public record PartDigests(long partSize, List<Sha256> digests) {
  public PartDigests {
    digests = List.copyOf(digests);
    if (partSize <= 0 || digests.isEmpty()) {
      throw new IllegalArgumentException("part size " + partSize + ", parts " + digests.size());
    }
  }

  /** S3's composite checksum: base64 of the SHA-256 of the digests, a dash, how many there are. */
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
