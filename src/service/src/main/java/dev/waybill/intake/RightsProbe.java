package dev.waybill.intake;

/** Request that shows whether Waybill itself has a right; it stores and deletes nothing new. */
@FunctionalInterface
public interface RightsProbe {
  /** Result of a probe. */
  enum Answer {
    ALLOWED,
    DENIED,
    /** The request failed for another reason, such as an outage. */
    UNKNOWN
  }

  /** Returns the answer; never throws. */
  Answer ask();
}
