package dev.waybill.ops;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;

/** Condition that every expected route runs. Camel reports a context without routes as healthy. */
final class RoutesCondition implements ReadinessCheck.Condition {
  private final CamelContext context;
  private final Collection<String> expected;

  RoutesCondition(CamelContext context, Collection<String> expected) {
    this.context = context;
    this.expected = new TreeSet<>(expected);
  }

  @Override
  public Optional<String> problem() {
    if (expected.isEmpty()) {
      return Optional.of("no route is expected, so nothing runs");
    }
    List<String> problems = expected.stream().flatMap(id -> problem(id).stream()).toList();
    return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
  }

  private Optional<String> problem(String id) {
    ServiceStatus status = context.getRouteController().getRouteStatus(id);
    if (status == null) {
      return Optional.of("route " + id + " is missing");
    }
    return status.isStarted()
        ? Optional.empty()
        : Optional.of("route " + id + " is " + status.name());
  }
}
