package dev.waybill.verify;

import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.Verdict.Invalid;
import dev.waybill.record.Verdict.Valid;
import dev.waybill.verify.VerificationResult.Finding;
import java.security.PublicKey;
import java.util.List;

/** Judge with the same rules as the pipeline. */
public final class StrictRecordJudge implements RecordJudge {
  @Override
  public Judgement judge(byte[] record, PublicKey trusted) {
    var verdict = new RecordVerifier(List.of(trusted)).verify(record);
    if (verdict instanceof Valid valid) {
      return accepted(valid.record());
    }
    Invalid invalid = (Invalid) verdict;
    String subject =
        switch (invalid.reason()) {
          case KEY -> "key";
          case SIGNATURE -> "signature";
          default -> "record";
        };
    return new Judgement(List.of(Finding.bad(subject, invalid.detail())), null);
  }

  private static String origin(CustodyRecord record) {
    return record.hasher().isS3() ? "; the digest was stated by S3" : "";
  }

  private static Judgement accepted(CustodyRecord record) {
    return new Judgement(
        List.of(
            Finding.ok("record", "custody statement, sealed " + record.sealedAt() + origin(record)),
            Finding.ok("signature", "ECDSA P-256 over the DSSE envelope"),
            Finding.ok("key", record.keyId())),
        new Statement(record.version(), record.sha256()));
  }
}
