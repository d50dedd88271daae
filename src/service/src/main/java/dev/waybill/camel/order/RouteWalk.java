package dev.waybill.camel.order;

import dev.waybill.custody.order.FlowState;
import dev.waybill.custody.order.StepChecks;
import dev.waybill.custody.order.StepContract;
import dev.waybill.custody.order.StepName;
import dev.waybill.custody.order.StepProblem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.FinallyDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.PipelineDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetBodyDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.StepDefinition;
import org.apache.camel.model.StopDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.MethodCallExpression;
import org.jspecify.annotations.Nullable;

/** Walk through the steps of the routes with the states that are possible before each step. */
final class RouteWalk {
  private final ModelCamelContext context;
  private final StepContracts contracts;
  private final StepChecks checks = new StepChecks();
  private final Deque<RouteDefinition> inside = new ArrayDeque<>();

  RouteWalk(ModelCamelContext context, Function<String, @Nullable Class<?>> beans) {
    this.context = context;
    contracts = new StepContracts(beans);
  }

  List<StepProblem> problems() {
    return checks.problems();
  }

  void enter(RouteDefinition route) {
    String input = route.getInput() == null ? "" : route.getInput().getEndpointUri();
    walk(route, Set.of(input.startsWith("aws2-sqs:") ? FlowState.MESSAGE : FlowState.NEW));
  }

  private Set<FlowState> walk(RouteDefinition route, Set<FlowState> before) {
    inside.push(route);
    Set<FlowState> after = steps(route.getOutputs(), before);
    inside.pop();
    return after;
  }

  private Set<FlowState> steps(List<ProcessorDefinition<?>> steps, Set<FlowState> before) {
    Set<FlowState> states = before;
    for (ProcessorDefinition<?> step : steps) {
      states = step(step, states);
    }
    return states;
  }

  private Set<FlowState> step(ProcessorDefinition<?> step, Set<FlowState> states) {
    if (isAside(step) || states.isEmpty()) {
      return states;
    }
    if (step instanceof BeanDefinition bean) {
      return checks.applied(name(step), contracts.bean(bean.getRef(), bean.getMethod()), states);
    }
    if (step instanceof SetBodyDefinition body) {
      return checks.applied(name(step), contract(body.getExpression()), states);
    }
    if (step instanceof ToDefinition to) {
      return sent(step, String.valueOf(to.getEndpointUri()), states);
    }
    if (step instanceof StopDefinition) {
      return Set.of();
    }
    return block(step, states);
  }

  private Set<FlowState> block(ProcessorDefinition<?> step, Set<FlowState> states) {
    if (step instanceof ChoiceDefinition choice) {
      return chosen(choice, states);
    }
    if (step instanceof FilterDefinition filter) {
      Set<FlowState> passed =
          steps(filter.getOutputs(), answered(filter, filter.getExpression(), states, true));
      return union(passed, answered(filter, filter.getExpression(), states, false));
    }
    if (step instanceof TryDefinition attempt) {
      return attempted(attempt, states);
    }
    if (step instanceof SplitDefinition split) {
      Set<FlowState> unused = steps(split.getOutputs(), parts(split, states));
      return states.stream().map(FlowState::joined).collect(Collectors.toUnmodifiableSet());
    }
    if (step instanceof PipelineDefinition || step instanceof StepDefinition) {
      return steps(step.getOutputs(), states);
    }
    return other(step, states);
  }

  /** Returns the states of the parts; only a split of the body itself keeps their type. */
  private static Set<FlowState> parts(SplitDefinition split, Set<FlowState> states) {
    ExpressionDefinition by = split.getExpression();
    if (by == null || !"${body}".equals(by.getExpression())) {
      return FlowState.withBody(states, Object.class);
    }
    return states.stream().map(FlowState::split).collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the states after a step that has no part in custody, or cannot be followed. */
  private static Set<FlowState> other(ProcessorDefinition<?> step, Set<FlowState> states) {
    return switch (step.getShortName()) {
      case "log", "threads", "delay", "throttle", "wireTap", "validate" -> states;
      case "setProperty", "removeProperty", "removeProperties" -> states;
      case "setHeader", "setHeaders", "removeHeader", "removeHeaders" -> states;
      case "transform", "convertBodyTo", "marshal", "unmarshal", "sort" ->
          FlowState.withBody(states, Object.class);
      default -> Set.of(FlowState.UNKNOWN);
    };
  }

  private static boolean isAside(ProcessorDefinition<?> step) {
    return step instanceof OnExceptionDefinition
        || step instanceof OnCompletionDefinition
        || step.getShortName().startsWith("intercept")
        || "true".equals(step.getDisabled());
  }

  private StepName name(ProcessorDefinition<?> step) {
    return new StepName(String.valueOf(inside.element().getId()), step.getId());
  }

  private Set<FlowState> sent(ProcessorDefinition<?> step, String uri, Set<FlowState> states) {
    if (uri.startsWith("direct:")) {
      return called(uri, states);
    }
    return checks.sent(
        name(step),
        uri.replaceFirst("[?].*", ""),
        StepContracts.needed(uri),
        body -> StepContracts.given(uri, body),
        states);
  }

  private Set<FlowState> called(String uri, Set<FlowState> states) {
    String name = uri.replaceFirst("[?].*", "");
    for (RouteDefinition route : context.getRouteDefinitions()) {
      String input = route.getInput() == null ? "" : route.getInput().getEndpointUri();
      if (input.replaceFirst("[?].*", "").equals(name)) {
        return inside.contains(route) ? Set.of(FlowState.UNKNOWN) : walk(route, states);
      }
    }
    return Set.of(FlowState.UNKNOWN);
  }

  private Set<FlowState> chosen(ChoiceDefinition choice, Set<FlowState> states) {
    Set<FlowState> after = new LinkedHashSet<>();
    Set<FlowState> left = states;
    for (WhenDefinition when : choice.getWhenClauses()) {
      after.addAll(steps(when.getOutputs(), answered(choice, when.getExpression(), left, true)));
      left = answered(choice, when.getExpression(), left, false);
    }
    after.addAll(
        choice.getOtherwise() == null ? left : steps(choice.getOtherwise().getOutputs(), left));
    return after;
  }

  private Set<FlowState> answered(
      ProcessorDefinition<?> step,
      @Nullable ExpressionDefinition question,
      Set<FlowState> states,
      boolean answer) {
    return checks.answered(name(step), contract(question), states, answer);
  }

  /** A step that fails leaves the state before it, so each of those states reaches the handlers. */
  private Set<FlowState> attempted(TryDefinition attempt, Set<FlowState> before) {
    Set<FlowState> states = before;
    Set<FlowState> failed = new LinkedHashSet<>();
    List<ProcessorDefinition<?>> handlers =
        attempt.getOutputs().stream().filter(RouteWalk::isHandler).toList();
    for (ProcessorDefinition<?> step : attempt.getOutputs()) {
      if (!isHandler(step)) {
        failed.addAll(states);
        states = step(step, states);
      }
    }
    Set<FlowState> after = new LinkedHashSet<>(states);
    for (ProcessorDefinition<?> handler : handlers) {
      if (handler instanceof CatchDefinition) {
        after.addAll(steps(handler.getOutputs(), failed));
      } else {
        after = new LinkedHashSet<>(steps(handler.getOutputs(), after));
      }
    }
    return after;
  }

  private static boolean isHandler(ProcessorDefinition<?> step) {
    return step instanceof CatchDefinition || step instanceof FinallyDefinition;
  }

  private Optional<StepContract> contract(@Nullable ExpressionDefinition expression) {
    Object call =
        expression == null || expression.getExpressionType() == null
            ? expression
            : expression.getExpressionType();
    return call instanceof MethodCallExpression method
        ? contracts.bean(method.getRef(), method.getMethod())
        : Optional.empty();
  }

  private static Set<FlowState> union(Set<FlowState> one, Set<FlowState> other) {
    Set<FlowState> both = new LinkedHashSet<>(one);
    both.addAll(other);
    return both;
  }
}
