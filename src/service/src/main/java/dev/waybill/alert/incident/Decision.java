package dev.waybill.alert.incident;

import dev.waybill.alert.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decision of a person about an incident.
 *
 * @param kind the decision
 * @param number number within the incident, from 1, in the order of the decisions
 * @param by ARN of the AWS identity that decided
 * @param at time of the decision
 * @param why the person's reason; empty when none was given; untrusted input
 * @param until end of a silence; null for other kinds
 * @param severity severity of the incident at the time of the decision
 */
public record Decision(
    Kind kind,
    int number,
    String by,
    Instant at,
    String why,
    @Nullable Instant until,
    Severity severity) {
  /** Kind of a decision; the names are part of the stored format. */
  public enum Kind {
    ACKNOWLEDGED,
    SILENCED,
    UNSILENCED
  }

  /** Returns who decided what, when and why. */
  public String sentence() {
    return word() + " by " + by + " at " + at + (why.isEmpty() ? "" : ": " + why);
  }

  private String word() {
    return switch (kind) {
      case ACKNOWLEDGED -> "acknowledged";
      case SILENCED -> "silenced until " + until;
      case UNSILENCED -> "no longer silenced, decided";
    };
  }
}
