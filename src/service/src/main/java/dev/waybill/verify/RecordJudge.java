package dev.waybill.verify;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.verify.VerificationResult.Finding;
import java.security.PublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges a record by itself: form, signature and whether the trusted key made it. */
@FunctionalInterface
public interface RecordJudge {
  /**
   * Judges one record; never throws for what a record holds.
   *
   * @param record the record file's bytes, foreign
   * @param trusted the one key that may have signed it
   */
  Judgement judge(byte[] record, PublicKey trusted);

  /**
   * What a record is worth.
   *
   * @param findings about {@code record}, {@code signature} and {@code key}; at least one
   * @param statement what it says, or null unless all of it is good
   */
  record Judgement(List<Finding> findings, @Nullable Statement statement) {
    public Judgement {
      findings = List.copyOf(findings);
    }
  }

  /**
   * What a good record says.
   *
   * @param version the version in custody
   * @param sha256 of the whole object
   */
  record Statement(ObjectVersion version, Sha256 sha256) {}
}
