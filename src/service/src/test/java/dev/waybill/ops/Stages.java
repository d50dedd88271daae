package dev.waybill.ops;

import dev.waybill.model.Copied;
import dev.waybill.model.Digested;
import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import dev.waybill.model.Sealed;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.Map;

/** Stages of one object. */
final class Stages {
  final Received received;
  final Digested digested;
  final Sealed sealed;
  final Copied copied;

  Stages(long size) {
    ObjectVersion version = new ObjectVersion("raw", "incoming/${a}", "v1");
    Instant now = Instant.EPOCH;
    received = new Received(version, Purpose.PROMOTE, null, null, null, now, "notification", now);
    digested =
        new Digested(
            received,
            new Sha256("0".repeat(64)),
            null,
            size,
            "etag",
            null,
            new Encryption("aws:kms", null, true),
            Map.of(),
            Map.of(),
            null,
            now,
            now,
            Hasher.WAYBILL,
            null);
    sealed = new Sealed(digested, "provenance", "records/x", now, false);
    copied =
        new Copied(sealed, new ObjectVersion("raw", "processed/a", "v2"), "sha256", now, false);
  }
}
