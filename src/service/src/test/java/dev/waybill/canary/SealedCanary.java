package dev.waybill.canary;

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
import dev.waybill.record.object.Sha256;
import dev.waybill.signing.SigningKey;
import java.time.Instant;
import java.util.Map;

/**
 * Factory of a canary and of the record that a service creates for it.
 *
 * @param key signing key of the service
 */
record SealedCanary(SigningKey key) {
  static final Instant UPLOADED = Instant.parse("2026-01-01T00:00:00Z");
  static final Sha256 DIGEST = new Sha256("ab".repeat(32));

  static Canary canary() {
    return Canary.uploaded("raw", "test/canary/a.txt", "v1", DIGEST, UPLOADED)
        .withReached(Step.ACCEPTED, UPLOADED.plusMillis(40))
        .withReached(Step.VERSIONED, UPLOADED.plusMillis(40))
        .withReached(Step.ENCRYPTED, UPLOADED.plusMillis(40));
  }

  byte[] record() {
    return record("v1", DIGEST, UPLOADED.plusSeconds(1));
  }

  byte[] record(String versionId, Sha256 digest, Instant received) {
    ObjectVersion version = new ObjectVersion("raw", "test/canary/a.txt", versionId);
    byte[] statement =
        CustodyStatement.write(
            new StatementSubject(version, digest, 10, "etag", null, null),
            new CustodyPredicate(
                received,
                received.plusMillis(10),
                received.plusSeconds(1),
                "waybill/test",
                new DeploymentDigests(DIGEST, DIGEST, DIGEST),
                Hasher.WAYBILL,
                "canary",
                UPLOADED,
                UPLOADED,
                "message",
                new Encryption("aws:kms", "arn", true),
                StatedAttributes.of(Map.of(), Map.of(), AttributeGroup.of(Map.of())),
                null,
                null));
    return Bundle.write(statement, key.sign(Pae.of(statement)), key.keyId());
  }
}
