package dev.waybill.alert.incident;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Request of a person to decide about an incident.
 *
 * @param kind the decision
 * @param by ARN of the person's AWS identity
 * @param why the reason; empty when none was given; untrusted input
 * @param lasting duration of a silence; null for other kinds
 */
public record DecisionRequest(
    Decision.Kind kind, String by, String why, @Nullable Duration lasting) {
  /** Limit of a silence. */
  public static final Duration MAX_SILENCE = Duration.ofDays(30);

  /** Limit of a reason in UTF-16 units. */
  public static final int MAX_REASON_LENGTH = 500;

  /**
   * @throws IllegalArgumentException when the reason is too long, or the duration is not that of a
   *     silence
   */
  public DecisionRequest {
    if (why.length() > MAX_REASON_LENGTH) {
      throw new IllegalArgumentException(
          "a reason has at most " + MAX_REASON_LENGTH + " characters");
    }
    if ((kind == Decision.Kind.SILENCED) != (lasting != null)) {
      throw new IllegalArgumentException("a silence, and nothing else, has a duration");
    }
    if (lasting != null
        && (lasting.compareTo(Duration.ZERO) <= 0 || lasting.compareTo(MAX_SILENCE) > 0)) {
      throw new IllegalArgumentException("a silence lasts at most " + MAX_SILENCE.toDays() + " d");
    }
  }
}
