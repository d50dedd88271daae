package dev.waybill.ops;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;

/** Every expected route runs. Camel by itself calls a context without any route healthy. */
final class RoutesCondition implements ReadinessCheck.Condition {
  private final CamelContext context;
  private final Collection<String> expected;

  RoutesCondition(CamelContext context, Collection<String> expected) {
    this.context = context;
    this.expected = new TreeSet<>(expected);
  }

  @Override
  public Optional<String> complaint() {
    if (expected.isEmpty()) {
      return Optional.of("no route is expected, so nothing would run");
    }
    List<String> complaints = expected.stream().flatMap(id -> complaint(id).stream()).toList();
    return complaints.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", complaints));
  }

  private Optional<String> complaint(String id) {
    ServiceStatus status = context.getRouteController().getRouteStatus(id);
    if (status == null) {
      return Optional.of("route " + id + " is missing");
    }
    return status.isStarted()
        ? Optional.empty()
        : Optional.of("route " + id + " is " + status.name());
  }
}
