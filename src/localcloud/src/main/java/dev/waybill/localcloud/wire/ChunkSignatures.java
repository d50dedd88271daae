package dev.waybill.localcloud.wire;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Verifier of the chunk signatures of a signed stream. Each signature covers the previous one. */
public final class ChunkSignatures {
  private static final String EMPTY_SHA256 = Hmac.sha256(new byte[0]);

  private final byte[] key;
  private final String date;
  private final String scope;
  private final boolean hasTrailer;
  private String previous;

  ChunkSignatures(byte[] key, String date, String scope, String seed, boolean hasTrailer) {
    this.key = key.clone();
    this.date = date;
    this.scope = scope;
    this.previous = seed;
    this.hasTrailer = hasTrailer;
  }

  void verifyChunk(byte[] sha256, String signature) {
    require(
        "AWS4-HMAC-SHA256-PAYLOAD\n%s\n%s\n%s\n%s\n%s"
            .formatted(date, scope, previous, EMPTY_SHA256, Hmac.hex(sha256)),
        signature);
  }

  /** Verifies the trailer. An unsigned trailer fails, because it could replace the checksum. */
  void verifyTrailer(String lines, @Nullable String signature) {
    if (!hasTrailer && lines.isEmpty() && signature == null) {
      return;
    }
    String hash = Hmac.sha256(lines.getBytes(StandardCharsets.UTF_8));
    require(
        "AWS4-HMAC-SHA256-TRAILER\n%s\n%s\n%s\n%s".formatted(date, scope, previous, hash),
        signature == null ? "" : signature);
  }

  private void require(String text, String signature) {
    byte[] expected = Hmac.hex(Hmac.of(key, text)).getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.US_ASCII))) {
      throw new StoreException(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }
    previous = signature;
  }
}
