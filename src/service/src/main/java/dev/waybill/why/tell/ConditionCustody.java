package dev.waybill.why.tell;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.why.StoryVerdict.Custody;
import java.util.Optional;

/** States of custody that follow from the conditions of re-verification. */
final class ConditionCustody {
  private static final String RULE = "fixity-";

  private ConditionCustody() {}

  /** Returns the state; empty for a condition that is no defect. */
  static Optional<Custody> of(FixityCondition condition) {
    return switch (condition) {
      case INTACT, IN_FLIGHT, ARCHIVED, UNREADABLE -> Optional.empty();
      case GONE, RECORD_GONE -> Optional.of(Custody.GONE);
      case HIDDEN -> Optional.of(Custody.HIDDEN);
      case EXTRA -> Optional.of(Custody.UNSEALED);
      case ALTERED,
          TRUNCATED,
          REPLACED,
          SHADOWED,
          ROLLED_BACK,
          REENCRYPTED,
          RETENTION_WEAKENED,
          RECORD_ALTERED,
          RECORD_RESIGNED,
          CHUNKS_GONE,
          CHUNKS_ALTERED ->
          Optional.of(Custody.ALTERED);
    };
  }

  /** Returns the state that the rule of a finding means; empty for one that decides nothing. */
  static Optional<Custody> ofRule(String rule) {
    return rule.startsWith(RULE)
        ? FixityCondition.ofLabel(rule.substring(RULE.length())).flatMap(ConditionCustody::of)
        : Optional.empty();
  }
}
