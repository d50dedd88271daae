package dev.waybill.record.log;

import java.util.List;
import java.util.Set;

/** Rule that decides which sets of witnesses are enough (C2SP tlog-policy). */
public sealed interface WitnessQuorum {
  /** Rule that needs no witness. */
  WitnessQuorum NONE = new Group(0, List.of());

  /** Returns true when the witnesses of these keys are enough. */
  boolean isMet(Set<VerifierKey> cosigned);

  /** Rule that needs one witness. */
  record Single(VerifierKey key) implements WitnessQuorum {
    @Override
    public boolean isMet(Set<VerifierKey> cosigned) {
      return cosigned.contains(key);
    }
  }

  /**
   * Rule that needs some of its members.
   *
   * @param threshold the number of members that are needed
   */
  record Group(int threshold, List<WitnessQuorum> members) implements WitnessQuorum {
    public Group {
      members = List.copyOf(members);
      if (threshold < 0 || threshold > members.size()) {
        throw new IllegalArgumentException(
            "needs " + threshold + " of " + members.size() + " members");
      }
    }

    @Override
    public boolean isMet(Set<VerifierKey> cosigned) {
      return members.stream().filter(it -> it.isMet(cosigned)).count() >= threshold;
    }
  }
}
