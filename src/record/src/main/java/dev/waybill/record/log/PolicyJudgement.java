package dev.waybill.record.log;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Judgement of one note by one policy. */
final class PolicyJudgement {
  private final LogPolicy policy;
  private final SignedNote note;
  private final Checkpoint checkpoint;
  private final Set<VerifierKey> signedBy = new LinkedHashSet<>();
  private final Map<PolicyWitness, Long> cosigned = new LinkedHashMap<>();
  private final Set<VerifierKey> failed = new LinkedHashSet<>();
  private final Set<VerifierKey> notChecked = new LinkedHashSet<>();

  PolicyJudgement(LogPolicy policy, SignedNote note) {
    this.policy = policy;
    this.note = note;
    this.checkpoint = Checkpoint.of(note.text());
  }

  PolicyVerdict verdict() {
    for (NoteSignature signature : note.signatures()) {
      policy.logs().forEach(it -> judge(it, signature));
      policy.witnesses().forEach(it -> judge(it, signature));
    }
    Set<VerifierKey> keys =
        cosigned.keySet().stream().map(PolicyWitness::key).collect(Collectors.toSet());
    return new PolicyVerdict(
        checkpoint,
        List.copyOf(signedBy),
        cosigned.entrySet().stream()
            .map(it -> WitnessCosignature.of(it.getKey(), it.getValue()))
            .toList(),
        List.copyOf(failed),
        List.copyOf(notChecked),
        policy.quorum().isMet(keys));
  }

  private void judge(PolicyLog log, NoteSignature signature) {
    // The name of a key is the origin of its log, so one log cannot sign for another.
    if (isValid(log.key(), signature) && log.key().name().equals(checkpoint.origin())) {
      signedBy.add(log.key());
    }
  }

  private void judge(PolicyWitness witness, NoteSignature signature) {
    if (isValid(witness.key(), signature)) {
      cosigned.merge(witness, witness.key().time(signature), Math::max);
    }
  }

  private boolean isValid(VerifierKey key, NoteSignature signature) {
    if (!key.isNamedBy(signature)) {
      return false;
    }
    VerifierKey.Result result = key.verify(note.text(), signature);
    switch (result) {
      case VALID -> {}
      case INVALID -> failed.add(key);
      case NOT_SUPPORTED -> notChecked.add(key);
    }
    return result == VerifierKey.Result.VALID;
  }
}
