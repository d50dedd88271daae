package dev.waybill.custody.order;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Comparison of steps' contracts with the states that are possible before them. */
public final class StepChecks {
  private final Set<StepProblem> problems = new LinkedHashSet<>();

  /** Returns the steps that cannot succeed. */
  public List<StepProblem> problems() {
    return List.copyOf(problems);
  }

  /** Returns the states after a bean; a bean without a known method may give any body. */
  public Set<FlowState> applied(
      StepName step, Optional<StepContract> found, Set<FlowState> states) {
    return found
        .map(it -> set(checked(step, it, states).stream().flatMap(s -> it.after(s).stream())))
        .orElseGet(() -> FlowState.withBody(states, Object.class));
  }

  /** Returns the states in which a question is answered in one way. */
  public Set<FlowState> answered(
      StepName step, Optional<StepContract> question, Set<FlowState> states, boolean answer) {
    return question
        .map(
            it ->
                set(
                    checked(step, it, states).stream()
                        .flatMap(state -> it.answered(state, answer).stream())))
        .orElse(states);
  }

  /**
   * Returns the states after an endpoint.
   *
   * @param given the type of the body afterwards, by the type before
   */
  public Set<FlowState> sent(
      StepName step,
      String endpoint,
      Optional<Class<?>> needed,
      UnaryOperator<Class<?>> given,
      Set<FlowState> states) {
    needed.ifPresent(
        type ->
            states.stream()
                .filter(state -> !state.mayHold(type))
                .forEach(state -> report(step, endpoint, state.missing(type))));
    return set(states.stream().map(state -> state.withBody(given.apply(state.body()))));
  }

  /** Reports the states in which the step fails, and returns states in which it succeeds. */
  private Set<FlowState> checked(
      StepName step, StepContract contract, Collection<FlowState> states) {
    Set<FlowState> good = new LinkedHashSet<>();
    for (FlowState state : states) {
      String problem = contract.problem(state);
      if (problem != null) {
        report(step, contract.name(), problem);
      }
      good.add(contract.assumed(state));
    }
    return good;
  }

  private void report(StepName step, String name, String problem) {
    problems.add(
        new StepProblem(
            step.route(),
            step.step(),
            "(" + name + ") " + problem + "; the steps are in a wrong order"));
  }

  private static Set<FlowState> set(Stream<FlowState> states) {
    return states.collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
