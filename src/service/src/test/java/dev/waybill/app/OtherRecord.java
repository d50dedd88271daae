package dev.waybill.app;

import dev.waybill.record.Bundle;
import dev.waybill.record.CustodyPredicate;
import dev.waybill.record.CustodyStatement;
import dev.waybill.record.Pae;
import dev.waybill.record.StatementSubject;
import dev.waybill.record.attributes.AttributeGroup;
import dev.waybill.record.attributes.StatedAttributes;
import dev.waybill.record.object.DeploymentDigests;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.signing.SigningKey;
import java.time.Instant;
import java.util.Map;

/** Factory of valid records that state another digest of a version. */
final class OtherRecord {
  private OtherRecord() {}

  /** Returns a record signed by {@code key} that states the digest of {@code text}. */
  static byte[] of(ObjectVersion version, String text, SigningKey key) {
    Instant now = Instant.now();
    byte[] statement =
        CustodyStatement.write(
            new StatementSubject(version, Bytes.sha256(text), text.length(), "an-etag", null, null),
            new CustodyPredicate(
                now,
                now,
                now,
                "a test",
                new DeploymentDigests(
                    Bytes.sha256("files"), Bytes.sha256("files"), Bytes.sha256("files")),
                Hasher.WAYBILL,
                "promote",
                now,
                now,
                "a message",
                new Encryption(null, null, false),
                StatedAttributes.of(Map.of(), Map.of(), AttributeGroup.of(Map.of())),
                null,
                null));
    return Bundle.write(statement, key.sign(Pae.of(statement)), key.keyId());
  }
}
