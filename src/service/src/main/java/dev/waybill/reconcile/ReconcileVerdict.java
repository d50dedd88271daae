package dev.waybill.reconcile;

import java.util.Arrays;
import java.util.Optional;

/** Verdicts of a reconciliation. Each version that any source knows has exactly one. */
public enum ReconcileVerdict {
  /** Everything agrees: the version is there, it is sealed, and its creation was logged. */
  ACCOUNTED("accounted", Weight.ORDINARY, "There, sealed, and its creation was logged."),
  /** A gap in the trail. */
  CREATED_UNSEEN(
      "created-unseen", Weight.FINDING, "There and sealed, but the trail shows no creation."),
  /** A version that intake did not seal. */
  UNSEALED("unsealed", Weight.FINDING, "There and its creation was logged, but it is not sealed."),
  /** A version of which neither the log nor the trail knows anything. */
  APPEARED(
      "appeared", Weight.CRITICAL, "There, but it is not sealed and the trail shows no creation."),
  /** The ordinary end of a version. */
  RETIRED("retired", Weight.ORDINARY, "Sealed, and removed by the service or by a lifecycle rule."),
  /** A sealed version that another caller removed. */
  DESTROYED("destroyed", Weight.FINDING, "Sealed, and removed by another caller."),
  /** A sealed version that is lost without an event. */
  VANISHED("vanished", Weight.CRITICAL, "Sealed, but not there, and the trail shows no removal."),
  /** A version that was written and removed without a seal. */
  PASSED_THROUGH(
      "passed-through", Weight.FINDING, "Written and removed again, but it was never sealed."),
  /** An event about a version that nothing else knows. */
  EVENT_WITHOUT_OBJECT(
      "event-without-object",
      Weight.FINDING,
      "Logged by the trail, but it is neither there nor sealed."),
  /** Attempts that failed. */
  PROBING("probing", Weight.FINDING, "Only failed calls name it: somebody may be trying keys."),
  /** A sealed version that a logged call changed. */
  CHANGED_IN_PLACE(
      "changed-in-place", Weight.FINDING, "Sealed, and changed in place by a logged call."),
  /** A sealed version that differs without an event. */
  CHANGED_UNSEEN(
      "changed-unseen",
      Weight.CRITICAL,
      "Sealed, but it differs from its seal, and the trail shows no change."),
  /** A delete marker above a sealed version. */
  HIDDEN("hidden", Weight.FINDING, "Delete marker of another caller above a sealed version."),
  /** An unsealed version above a sealed one. */
  SHADOWED("shadowed", Weight.FINDING, "Unsealed version of a logged write above a sealed one."),
  /** An older sealed version above a newer one. */
  ROLLED_BACK(
      "rolled-back", Weight.FINDING, "Copy of an older sealed version above a newer sealed one."),
  /** A sealed version whose record does not exist any more. */
  RECORD_REMOVED(
      "record-removed", Weight.CRITICAL, "Sealed by the log, but its record is not there.");

  private final String label;
  private final Weight weight;
  private final String sentence;

  /** Weights of verdicts. */
  public enum Weight {
    /** The ordinary life of a version. */
    ORDINARY,
    /** A person must look at it. */
    FINDING,
    /** The chain of custody or the trail cannot explain it. */
    CRITICAL
  }

  ReconcileVerdict(String label, Weight weight, String sentence) {
    this.label = label;
    this.weight = weight;
    this.sentence = sentence;
  }

  /** Returns the name in reports, rules and queries. */
  public String label() {
    return label;
  }

  /** Returns the weight. */
  public Weight weight() {
    return weight;
  }

  /** Returns true when the chain of custody or the trail cannot explain a version. */
  public boolean isCritical() {
    return weight == Weight.CRITICAL;
  }

  /** Returns true when a person must look at a version. */
  public boolean isFinding() {
    return weight != Weight.ORDINARY;
  }

  /** Returns the meaning in one plain sentence. */
  public String sentence() {
    return sentence;
  }

  /** Returns the verdict with a name; empty when it is unknown. */
  public static Optional<ReconcileVerdict> ofLabel(String label) {
    return Arrays.stream(values()).filter(it -> it.label.equals(label)).findFirst();
  }
}
