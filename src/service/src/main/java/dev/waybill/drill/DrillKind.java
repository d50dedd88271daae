package dev.waybill.drill;

import dev.waybill.fixity.FixityCondition;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Alterations that drills make. */
public enum DrillKind {
  /** Another version is put over the sealed one. */
  OVERWRITTEN("overwritten", FixityCondition.SHADOWED),
  /** A delete marker is put over the sealed version. */
  HIDDEN("hidden", FixityCondition.HIDDEN),
  /** The sealed version is encrypted under another key. */
  REENCRYPTED("re-encrypted", FixityCondition.REENCRYPTED);

  private final String label;
  private final FixityCondition condition;

  DrillKind(String label, FixityCondition condition) {
    this.label = label;
    this.condition = condition;
  }

  /** Returns the name in statements, messages and the command. */
  public String label() {
    return label;
  }

  /** Returns the condition that re-verification has to find. */
  public FixityCondition condition() {
    return condition;
  }

  /** Returns the kind with a name; empty when it is unknown. */
  public static Optional<DrillKind> ofLabel(String label) {
    return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
  }

  /** Returns the kinds of a deployment; re-encryption needs a second key. */
  public static List<DrillKind> possible(boolean hasSecondKey) {
    return hasSecondKey ? List.of(values()) : List.of(OVERWRITTEN, HIDDEN);
  }
}
