package dev.waybill.custody.order;

import dev.waybill.model.Custody;
import dev.waybill.model.IntakeResult;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Possible state of an exchange between two steps.
 *
 * @param stage the stage that the object has reached: {@code Void} for none, {@code Custody} for an
 *     unknown one
 * @param body the type of the body: {@code Void} for none, {@code Object} for an unknown one
 */
public record FlowState(Class<?> stage, Class<?> body) {
  /** State of an exchange that enters the routes. */
  public static final FlowState NEW = new FlowState(Void.class, Object.class);

  /** State of a message that a queue delivers. */
  public static final FlowState MESSAGE = new FlowState(Void.class, String.class);

  /** State after a step that the check cannot follow: every later step is possible. */
  public static final FlowState UNKNOWN = new FlowState(Custody.class, Object.class);

  /** Returns the state with another type of body. */
  public FlowState withBody(Class<?> type) {
    return new FlowState(stage, type);
  }

  /** Returns the state of an exchange with one part of the body, such as one record of a list. */
  public FlowState split() {
    if (body == String.class) {
      return this;
    }
    return withBody(body == CustodyStep.Records.class ? IntakeResult.class : Object.class);
  }

  /** Returns the state of an exchange whose parts have gone their way. */
  public FlowState joined() {
    boolean isList = body == CustodyStep.Records.class || List.class.isAssignableFrom(body);
    return withBody(isList ? CustodyStep.EndedRecords.class : Object.class);
  }

  FlowState withStage(Class<?> reached) {
    return new FlowState(reached, body);
  }

  boolean isUnknownStage() {
    return stage == Custody.class;
  }

  /** Returns true when the body can be of a type. */
  boolean mayHold(Class<?> type) {
    return body == Object.class
        || type == Object.class
        || type.isAssignableFrom(body)
        || body.isAssignableFrom(type);
  }

  /** Returns true when the body is certainly of a type. */
  boolean holds(Class<?> type) {
    return body != Object.class && type.isAssignableFrom(body);
  }

  String stageText() {
    return stage == Void.class ? "not yet received" : stage.getSimpleName();
  }

  /** Returns the problem of a step that needs a body of another type. */
  String missing(Class<?> type) {
    return "needs "
        + named(type)
        + ", but here there is "
        + (body == Void.class ? "nothing" : named(body));
  }

  /** Returns the states with another type of body. */
  public static Set<FlowState> withBody(Collection<FlowState> states, Class<?> type) {
    return states.stream()
        .map(state -> state.withBody(type))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String named(Class<?> type) {
    return article(type) + type.getSimpleName();
  }

  private static String article(Class<?> type) {
    String first = type.getSimpleName().substring(0, 1).toLowerCase(Locale.ROOT);
    return "aeiou".contains(first) ? "an " : "a ";
  }
}
