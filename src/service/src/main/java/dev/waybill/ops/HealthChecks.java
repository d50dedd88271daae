package dev.waybill.ops;

import dev.waybill.record.object.DeploymentDigests;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;

/**
 * Registration of Waybill's readiness checks as Camel health checks, shown under {@code
 * /observe/health} and {@code /observe/health/ready}. Register them before the context starts.
 */
public final class HealthChecks {
  private final CamelContext context;

  /**
   * @param context the context whose registry holds the checks
   */
  public HealthChecks(CamelContext context) {
    this.context = context;
  }

  /** Adds a check that every given route runs; it names those that are missing or stopped. */
  public HealthChecks routes(Collection<String> expectedIds) {
    return bind("waybill-routes", new RoutesCondition(context, expectedIds));
  }

  /** Adds a check that the queue answered its monitor recently. */
  public HealthChecks queue(QueueMonitor monitor) {
    return bind("waybill-queue", monitor::problem);
  }

  /**
   * Adds a check that AWS does not deny every call.
   *
   * @param problem the problem; empty when there is none
   */
  public HealthChecks rights(Supplier<Optional<String>> problem) {
    return bind("waybill-rights", problem::get);
  }

  /**
   * Adds a check that not every object fails.
   *
   * @param problem the problem; empty when there is none
   */
  public HealthChecks success(Supplier<Optional<String>> problem) {
    return bind("waybill-success", problem::get);
  }

  /**
   * Adds a check that there are usable credentials.
   *
   * @param problem the problem; empty when there is none
   */
  public HealthChecks identity(Supplier<Optional<String>> problem) {
    return bind("waybill-identity", problem::get);
  }

  /** Adds a check that is always up and states the digests of what the service works with. */
  public HealthChecks deployment(DeploymentDigests digests) {
    return state("waybill-deployment", digests::toString);
  }

  /**
   * Shows whether this replica runs the schedules. A replica that does not is ready as well.
   *
   * @param role the role of this replica, for people
   */
  public HealthChecks leadership(Supplier<String> role) {
    return state("waybill-leadership", role);
  }

  /** Adds a check that is always up and shows a text. */
  private HealthChecks state(String id, Supplier<String> text) {
    return bind(new ReadinessCheck(id, Optional::empty, () -> Optional.of(text.get())));
  }

  private HealthChecks bind(String id, ReadinessCheck.Condition condition) {
    return bind(new ReadinessCheck(id, condition));
  }

  private HealthChecks bind(ReadinessCheck check) {
    context.getRegistry().bind(check.getId(), HealthCheck.class, check);
    return this;
  }
}
