package dev.waybill.custody.order;

import dev.waybill.model.Custody;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Contract of one step: what the step takes and gives.
 *
 * @param name the name of the step for people, such as {@code promotion.judge}
 * @param result the type that the step returns; {@code Void} when it returns nothing
 * @param step the declared contract; null for a step of which only the result is known
 */
public record StepContract(String name, Class<?> result, @Nullable CustodyStep step) {
  /** Returns the contract that a bean's method declares. */
  public static StepContract of(String name, Method method) {
    return new StepContract(
        name, boxed(method.getReturnType()), method.getAnnotation(CustodyStep.class));
  }

  private static Class<?> boxed(Class<?> type) {
    if (type == void.class) {
      return Void.class;
    }
    return type == boolean.class ? Boolean.class : type;
  }

  /** Returns the reason why the step fails in a state; null when the step can succeed. */
  @Nullable String problem(FlowState state) {
    if (step == null) {
      return null;
    }
    List<Class<? extends Custody>> needs = Arrays.asList(step.needs());
    if (!needs.isEmpty() && !state.isUnknownStage() && !needs.contains(state.stage())) {
      return "needs an object that is " + names(needs) + ", but here it is " + state.stageText();
    }
    return state.mayHold(step.needsBody()) ? null : state.missing(step.needsBody());
  }

  private static String names(List<Class<? extends Custody>> stages) {
    return stages.stream().map(Class::getSimpleName).collect(Collectors.joining(" or "));
  }

  /** Returns the state in which the step can succeed, so that one problem is reported once. */
  FlowState assumed(FlowState state) {
    if (step == null) {
      return state;
    }
    FlowState assumed = state;
    List<Class<? extends Custody>> needs = Arrays.asList(step.needs());
    if (!needs.isEmpty() && !needs.contains(state.stage())) {
      assumed = assumed.withStage(needs.size() == 1 ? needs.get(0) : Custody.class);
    }
    return assumed.mayHold(step.needsBody()) ? assumed : assumed.withBody(step.needsBody());
  }

  /** Returns the states that are possible after the step; its result replaces the body. */
  List<FlowState> after(FlowState state) {
    FlowState given = state.withBody(body(state));
    if (step == null) {
      return List.of(given);
    }
    List<FlowState> states = new ArrayList<>();
    for (Class<? extends Custody> stage : step.reaches()) {
      states.add(given.withStage(stage));
    }
    if (states.isEmpty()) {
      states.add(given);
    }
    if (step.orGives() != Object.class) {
      states.add(state.withBody(step.orGives()));
    }
    return states;
  }

  private Class<?> body(FlowState state) {
    if (step != null && step.gives() != Object.class) {
      return step.gives();
    }
    if (result != Void.class) {
      return result;
    }
    // A method without a contract may set the body through the exchange.
    return step == null ? Object.class : state.body();
  }

  /** Returns the states with which a question is answered in one way; at most one state. */
  List<FlowState> answered(FlowState state, boolean answer) {
    if (step == null) {
      return List.of(state);
    }
    Class<?> type = step.whenTrueBody();
    if (type != Object.class) {
      if (answer) {
        return !state.mayHold(type)
            ? List.of()
            : List.of(state.holds(type) ? state : state.withBody(type));
      }
      return state.holds(type) ? List.of() : List.of(state);
    }
    Class<?> stage = answer ? step.whenTrue() : step.whenFalse();
    if (stage == Custody.class || state.isUnknownStage() || stage == state.stage()) {
      return List.of(state);
    }
    return List.of();
  }
}
