package dev.waybill.alert.incident;

import dev.waybill.alert.Handling;
import dev.waybill.alert.Handling.State;
import dev.waybill.alert.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decisions of people about an incident, the latest last. They end with the incident.
 *
 * @param all the latest {@value #MAX} decisions
 */
public record Decisions(List<Decision> all) {
  /** Limit of the decisions that are kept. */
  static final int MAX = 32;

  /** No decision. */
  public static final Decisions NONE = new Decisions(List.of());

  public Decisions {
    all = List.copyOf(all);
  }

  /**
   * Adds a decision.
   *
   * @param at time of the decision, of which whole seconds are kept for people to read
   * @param severity severity of the incident at that time
   */
  Decisions with(DecisionRequest request, Instant at, Severity severity) {
    Instant second = at.truncatedTo(ChronoUnit.SECONDS);
    Instant until = request.lasting() == null ? null : second.plus(request.lasting());
    List<Decision> more = new ArrayList<>(all);
    more.add(
        new Decision(
            request.kind(), latest() + 1, request.by(), second, request.why(), until, severity));
    return new Decisions(more.subList(Math.max(0, more.size() - MAX), more.size()));
  }

  /** Returns the number of the latest decision; 0 for none. */
  int latest() {
    return all.isEmpty() ? 0 : all.get(all.size() - 1).number();
  }

  /** Returns the latest acknowledgement. */
  public Optional<Decision> acknowledgement() {
    return latest(it -> it.kind() == Decision.Kind.ACKNOWLEDGED);
  }

  /** Returns the silence that nobody has ended since, also when its time is over. */
  private Optional<Decision> silence() {
    return latest(it -> it.kind() != Decision.Kind.ACKNOWLEDGED)
        .filter(it -> it.kind() == Decision.Kind.SILENCED);
  }

  private Optional<Decision> latest(Predicate<Decision> kind) {
    return all.stream().filter(kind).reduce((earlier, later) -> later);
  }

  /**
   * Returns the silence in force.
   *
   * @param severity severity of the incident; a rise since the silence breaks it
   */
  public Optional<Decision> silenceAt(Instant now, Severity severity) {
    return silence().filter(it -> now.isBefore(end(it)) && severity.compareTo(it.severity()) <= 0);
  }

  /** Returns whether a silence ran out after one time and not after the other. */
  boolean isSilenceOver(Instant after, Instant now) {
    return silence().map(Decisions::end).filter(it -> after.isBefore(it)).isPresent()
        && silence().map(Decisions::end).filter(it -> !now.isBefore(it)).isPresent();
  }

  private static Instant end(Decision silence) {
    return silence.until() == null ? silence.at() : silence.until();
  }

  /**
   * Returns what an event shows.
   *
   * @param told number of the latest decision that an event has told
   */
  Handling handling(Instant now, Severity severity, int told) {
    Optional<Decision> silence = silenceAt(now, severity);
    State state =
        silence.isPresent()
            ? State.SILENCED
            : acknowledgement().isPresent() ? State.ACKNOWLEDGED : State.NONE;
    Optional<Decision> ended =
        latest(it -> it.kind() == Decision.Kind.UNSILENCED).filter(it -> it.number() > told);
    String comment =
        Stream.of(
                acknowledgement(),
                silence,
                silence.isPresent() ? Optional.<Decision>empty() : ended)
            .flatMap(Optional::stream)
            .map(Decision::sentence)
            .collect(Collectors.joining("; "));
    return new Handling(state, latest() > told, comment);
  }
}
