package dev.waybill.app;

import dev.waybill.model.Digested;
import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import dev.waybill.record.Bundle;
import dev.waybill.record.CustodyStatement;
import dev.waybill.record.Pae;
import dev.waybill.record.SigningKey;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import java.time.Instant;
import java.util.Map;

/** Factory of valid records that state another digest of a version. */
final class OtherRecord {
  private OtherRecord() {}

  /** Returns a record signed by {@code key} that states the digest of {@code text}. */
  static byte[] of(ObjectVersion version, String text, SigningKey key) {
    Instant now = Instant.now();
    Received received =
        new Received(version, Purpose.PROMOTE, null, null, null, now, "a message", now);
    Digested digested =
        new Digested(
            received,
            Bytes.sha256(text),
            null,
            text.length(),
            "an-etag",
            null,
            new Encryption(null, null, false),
            Map.of(),
            Map.of(),
            now,
            now,
            Hasher.WAYBILL,
            null);
    byte[] statement = CustodyStatement.write(digested, "a test", null, now);
    return Bundle.write(statement, key.sign(Pae.of(statement)), key.keyId());
  }
}
