package dev.waybill.promotion;

import dev.waybill.model.Digested;
import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sequencer;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import java.time.Instant;
import java.util.Map;

/** Factory of digested versions of one key. */
final class Versions {
  static final Sha256 A = new Sha256("aa".repeat(32));
  static final Sha256 B = new Sha256("bb".repeat(32));
  static final Sha256 C = new Sha256("cc".repeat(32));

  static final CustodyScopes RAW =
      CustodyScopes.of(new RawSettings("raw", "incoming/", "processed/", "test/"));

  private Versions() {}

  static Appearance appearance(Digested version) {
    return new Appearance(version.headers(), version.metadata(), Map.of(), null);
  }

  static Appearance appearance(String contentType, String note) {
    return new Appearance(
        Map.of("content-type", contentType), Map.of("note", note), Map.of(), null);
  }

  /** Returns a version that is newer than those of a lower order. */
  static Digested ordered(String id, Sha256 sha256, PartDigests parts, int order) {
    return digested(id, sha256, parts, new Sequencer("0" + order), Instant.EPOCH, "note");
  }

  /** Returns a version that S3 wrote at a time. */
  static Digested written(String id, Sha256 sha256, Instant time) {
    return digested(id, sha256, null, new Sequencer("01"), time, "note");
  }

  static Digested noted(String id, Sha256 sha256, PartDigests parts, int order, String note) {
    return digested(id, sha256, parts, new Sequencer("0" + order), Instant.EPOCH, note);
  }

  static Digested encrypted(Digested of, String kmsKeyId) {
    return with(
        of.received(), of, new Encryption("aws:kms", kmsKeyId, true), of.hasher(), of.copy());
  }

  static Digested canary(Digested of) {
    Received received = of.received();
    return with(
        new Received(
            received.version(),
            Purpose.CANARY,
            null,
            null,
            received.sequencer(),
            received.eventTime(),
            received.notificationId(),
            received.receivedAt()),
        of,
        of.encryption(),
        of.hasher(),
        of.copy());
  }

  /** Returns a version whose digest S3 computed of a copy. */
  static Digested ahead(Digested of, ObjectVersion copy) {
    return with(of.received(), of, of.encryption(), Hasher.S3_COPY, copy);
  }

  private static Digested with(
      Received received, Digested of, Encryption encryption, Hasher hasher, ObjectVersion copy) {
    return new Digested(
        received,
        of.sha256(),
        of.parts(),
        of.size(),
        of.eTag(),
        of.checksumType(),
        encryption,
        of.headers(),
        of.metadata(),
        of.tagCount(),
        of.lastModified(),
        of.hashedAt(),
        hasher,
        copy);
  }

  static Digested digested(String id, Sha256 sha256, PartDigests parts) {
    return digested(id, sha256, parts, new Sequencer("01"), Instant.EPOCH, "note");
  }

  static Digested digested(
      String id, Sha256 sha256, PartDigests parts, Sequencer sequencer, Instant time, String note) {
    Received received =
        new Received(
            new ObjectVersion("raw", "incoming/k", id),
            Purpose.PROMOTE,
            null,
            null,
            sequencer,
            time,
            "message",
            time);
    return new Digested(
        received,
        sha256,
        parts,
        3,
        "etag",
        null,
        new Encryption(null, null, false),
        Map.of("content-type", "text/plain"),
        Map.of("note", note),
        null,
        time,
        time,
        Hasher.WAYBILL,
        null);
  }
}
