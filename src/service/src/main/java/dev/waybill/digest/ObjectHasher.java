package dev.waybill.digest;

import dev.waybill.model.Digested;
import dev.waybill.model.ObjectAttributes;
import dev.waybill.model.Received;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.ChunkSettings;
import dev.waybill.settings.PromotionSettings;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Digest stage for a version that is read: hashes its bytes once and compares them with S3. */
public final class ObjectHasher {
  private final PromotionSettings promotion;
  private final ChunkSettings chunks;
  private final IntegrityRequirements requirements;
  private final Clock clock;

  public ObjectHasher(
      PromotionSettings promotion,
      ChunkSettings chunks,
      IntegrityRequirements requirements,
      Clock clock) {
    this.promotion = promotion;
    this.chunks = chunks;
    this.requirements = requirements;
    this.clock = clock;
  }

  /**
   * Reads a version's bytes to their end and returns its digest.
   *
   * @param attributes the attributes from the response that the bytes came with
   * @throws IOException when reading fails, or S3 sends more or fewer bytes than it announced
   * @throws RejectedException when the version does not meet the requirements, or S3 stores another
   *     SHA-256
   */
  public Digested hash(Received received, ObjectAttributes attributes, InputStream bytes)
      throws IOException {
    return read(received, attributes, bytes);
  }

  /**
   * Reads the bytes of a version that a backfill found, and compares them with the checksum that S3
   * has stored since the upload.
   *
   * @param stored the stored checksum; null for none
   * @throws IOException as for any version
   * @throws RejectedException as for any version, and when the stored checksum differs
   */
  public Digested hash(
      Received received,
      ObjectAttributes attributes,
      @Nullable ReportedChecksum stored,
      InputStream bytes)
      throws IOException {
    UploadCheck check = new UploadCheck(stored);
    Digested digested = read(received, attributes, check.watch(bytes));
    return digested.withStored(
        check
            .end(digested.sha256())
            .orElseThrow(
                () ->
                    new RejectedException(
                        RejectReason.DIGEST_MISMATCH,
                        "S3 has stored another checksum since the upload than that of the bytes it"
                            + " sent",
                        received.version())));
  }

  private Digested read(Received received, ObjectAttributes attributes, InputStream bytes)
      throws IOException {
    long size = attributes.size();
    requirements.check(received, attributes);
    Long partSize = size > promotion.singleCopyLimit() ? promotion.partSizeFor(size) : null;
    DigestResult result = StreamingDigest.of(bytes, size, partSize, chunks.sizeFor(size));
    if (result.size() != size) {
      throw new IOException("S3 announced " + size + " bytes and sent " + result.size());
    }
    checkStored(received, attributes, result.sha256());
    return attributes
        .digested(
            EventTimes.compare(received, attributes),
            result.sha256(),
            result.parts(),
            clock.instant(),
            Hasher.WAYBILL,
            null)
        .withChunks(result.chunks());
  }

  private static void checkStored(Received received, ObjectAttributes attributes, Sha256 computed) {
    if (attributes.storedSha256().filter(stored -> !stored.equals(computed.base64())).isPresent()) {
      throw new RejectedException(
          RejectReason.DIGEST_MISMATCH,
          "S3 stores another SHA-256 than the bytes it sent",
          received.version());
    }
  }
}
