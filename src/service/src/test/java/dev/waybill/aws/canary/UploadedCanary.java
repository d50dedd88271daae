package dev.waybill.aws.canary;

import dev.waybill.canary.Canary;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.Map;

/** Factory of a canary that was uploaded. */
final class UploadedCanary {
  private UploadedCanary() {}

  static Canary create() {
    return new Canary(
        "raw",
        "test/canary/a.txt",
        "v1",
        new Sha256("ab".repeat(32)),
        Instant.parse("2026-01-01T00:00:00Z"),
        Map.of());
  }
}
