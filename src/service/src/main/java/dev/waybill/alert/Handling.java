package dev.waybill.alert;

/**
 * Decisions of people about an incident, as its events show them.
 *
 * @param state the decision in force
 * @param isNews true in the event that tells a decision for the first time
 * @param comment who decided what, when and why, one sentence for each decision; empty when nobody
 *     decided anything; may hold untrusted input
 */
public record Handling(State state, boolean isNews, String comment) {
  /** Handling of an incident that nobody decided anything about. */
  public static final Handling NONE = new Handling(State.NONE, false, "");

  /** Returns this handling as later events show it. */
  public Handling told() {
    return new Handling(state, false, comment);
  }

  /** Decision in force; the names are part of the stored format. */
  public enum State {
    /** Neither of the others. */
    NONE,
    /** A person has taken the incident on. */
    ACKNOWLEDGED,
    /** Nothing but the end and a rise of the severity is delivered for a time. */
    SILENCED
  }
}
