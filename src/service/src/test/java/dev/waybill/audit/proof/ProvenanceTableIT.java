package dev.waybill.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.Bundle;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;

/** Table over the records in the provenance bucket. */
@ExtendWith(CloudExtension.class)
final class ProvenanceTableIT {
  private static final String DIGEST =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  private final CloudUnderTest cloud;

  ProvenanceTableIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void viewShowsSealedRecords() {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    AuditedLogs logs = AuditedLogs.make(cloud);
    put(logs, "records/caa304-raw-data/aa/v1.sigstore.json", record("it''s «1».csv", 42));
    put(logs, "records/caa304-raw-data/bb/v1.sigstore.json", bundle("no statement"));
    put(logs, "records/other/aa/v1.sigstore.json", record("other.csv", 1));

    QueryAnswer answer =
        logs.ask(
            "SELECT bucket_name, object_key, version_id, sha256, size, sealed_at, key_id"
                + " FROM provenance_records_flattened WHERE bucket = 'caa304-raw-data'"
                + " ORDER BY object_key");

    assertThat(answer.rows())
        .hasSize(2)
        .first()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("bucket_name", "caa304-raw-data")
                    .containsEntry("object_key", "it''s «1».csv")
                    .containsEntry("version_id", "v1")
                    .containsEntry("sha256", DIGEST)
                    .containsEntry("size", "42")
                    .containsEntry("sealed_at", "2026-03-10 12:00:01.250")
                    .containsEntry("key_id", "SHA256:key"));
    assertThat(answer.rows().get(1))
        .containsEntry("sha256", "")
        .containsEntry("key_id", "SHA256:key");
  }

  private void put(AuditedLogs logs, String key, byte[] record) {
    cloud
        .s3()
        .putObject(
            it -> it.bucket(logs.provenanceBucket()).key(key), RequestBody.fromBytes(record));
  }

  private static byte[] record(String key, long size) {
    return bundle(
        """
        {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"%1$s",
        "digest":{"sha256":"%2$s"},"annotations":{"bucket":"caa304-raw-data","key":"%1$s",
        "versionId":"v1","eTag":"e","size":%3$d}}],
        "predicateType":"https://waybill.dev/attestation/custody/v1",
        "predicate":{"received":"2026-03-10T12:00:00Z","sealed":"2026-03-10T12:00:01.250Z"}}
        """
            .formatted(key, DIGEST, size));
  }

  private static byte[] bundle(String statement) {
    return Bundle.write(
        statement.getBytes(StandardCharsets.UTF_8), new byte[] {1, 2, 3}, "SHA256:key");
  }
}
