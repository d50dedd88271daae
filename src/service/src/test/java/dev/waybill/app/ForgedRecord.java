package dev.waybill.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.record.Bundle;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.Pae;
import dev.waybill.record.RecordKey;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.signing.SigningKey;
import software.amazon.awssdk.core.sync.RequestBody;

/** Record that a principal with the right to write puts without the service. */
final class ForgedRecord {
  private final PipelineUnderTest pipeline;
  private String statement;

  /** Begins with the statement of a genuine record. */
  ForgedRecord(PipelineUnderTest pipeline, CustodyRecord genuine) {
    this.pipeline = pipeline;
    this.statement = genuine.payload();
  }

  /** Replaces every occurrence of a text in the statement. */
  ForgedRecord with(String genuine, String forged) {
    statement = statement.replace(genuine, forged);
    return this;
  }

  /** Signs the statement, and puts it as the record of a version. */
  void put(ObjectVersion version, SigningKey signer) {
    byte[] payload = statement.getBytes(UTF_8);
    byte[] record = Bundle.write(payload, signer.sign(Pae.of(payload)), signer.keyId());
    put(RecordKey.of(version), record);
  }

  /** Publishes a key as the service does. */
  void publish(SigningKey signer) {
    put(RecordKey.ofPublicKey(signer.publicKey()), signer.publicKeyPem().getBytes(UTF_8));
  }

  private void put(String key, byte[] content) {
    String bucket = pipeline.settings().provenance().bucket();
    pipeline
        .s3()
        .putObject(
            put -> put.bucket(bucket).key(key).ifNoneMatch("*"), RequestBody.fromBytes(content));
  }
}
