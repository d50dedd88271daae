package dev.waybill.evidence;

import dev.waybill.log.proof.RecordProof;
import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.PolicyLog;
import java.util.stream.Collectors;

/** The proof that the log has the record, and the keys that verify it. */
public final class LogParts {
  private LogParts() {}

  /**
   * Adds the parts.
   *
   * @param proof the proof
   * @param policy the logs and witnesses that are trusted
   */
  public static void add(EvidenceBuilder pack, RecordProof proof, LogPolicy policy) {
    pack.add(PackNames.PROOF, proof.proof().bytes());
    pack.add(PackNames.ENTRY, proof.entry().bytes());
    pack.add(PackNames.CHECKPOINT, proof.checkpoint().note().bytes());
    pack.add(PackNames.POLICY, policy.bytes());
    pack.add(
        PackNames.VKEYS,
        policy.logs().stream()
            .map(PolicyLog::key)
            .map(it -> it + "\n")
            .collect(Collectors.joining()));
  }
}
