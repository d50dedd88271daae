package dev.waybill.repair;

import dev.waybill.model.ObjectAttributes;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.ObjectVersion;
import java.time.Instant;
import java.util.Map;

/** Candidates for tests of other packages. */
public final class Candidates {
  private Candidates() {}

  public static Candidate good(ObjectVersion version) {
    return Candidate.good(
        version,
        new Candidate.Good(
            new ObjectAttributes(
                7,
                "etag",
                null,
                null,
                new Encryption("AES256", null, false),
                Map.of(),
                Map.of(),
                null,
                Instant.EPOCH),
            null));
  }

  public static Candidate bad(ObjectVersion version, String problem) {
    return Candidate.bad(version, problem);
  }
}
