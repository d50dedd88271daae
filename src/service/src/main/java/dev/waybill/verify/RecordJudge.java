package dev.waybill.verify;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.verify.VerificationResult.Finding;
import java.security.PublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judge of a record by itself: its form, its signature and the key that signed it. */
@FunctionalInterface
public interface RecordJudge {
  /**
   * Judges one record; never throws for what a record holds.
   *
   * @param record the record file's bytes, untrusted input
   * @param trusted the only key that may have signed it
   */
  Judgement judge(byte[] record, PublicKey trusted);

  /**
   * Judgement of a record.
   *
   * @param findings the findings about {@code record}, {@code signature} and {@code key}; at least
   *     one
   * @param statement the statement of a valid record; null for an invalid one
   */
  record Judgement(List<Finding> findings, @Nullable Statement statement) {
    public Judgement {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Statement of a valid record.
   *
   * @param version the version in custody
   * @param sha256 the digest of the whole object
   */
  record Statement(ObjectVersion version, Sha256 sha256) {}
}
