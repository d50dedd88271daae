package dev.waybill.ops;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;

/**
 * Waybill's readiness checks as Camel health checks, shown under {@code /observe/health} and {@code
 * /observe/health/ready}. Register them before the context starts.
 */
public final class HealthChecks {
  private static final Duration ANSWER_GOOD_FOR = Duration.ofSeconds(5);
  private final CamelContext context;

  /**
   * @param context the context whose registry they are bound to
   */
  public HealthChecks(CamelContext context) {
    this.context = context;
  }

  /** Not ready, naming what is missing or stopped, unless every one of these routes runs. */
  public HealthChecks routes(Collection<String> expectedIds) {
    return bind("waybill-routes", new RoutesCondition(context, expectedIds));
  }

  /** Not ready unless the queue answered within the last seconds. */
  public HealthChecks queue(QueueProbe probe) {
    return bind("waybill-queue", new QueueCondition(probe, ANSWER_GOOD_FOR, Clock.systemUTC()));
  }

  /** Not ready while everything is denied; the supplier says so, or nothing. */
  public HealthChecks rights(Supplier<Optional<String>> complaint) {
    return bind("waybill-rights", complaint::get);
  }

  /**
   * Not ready while there are no credentials that may be used; the supplier says why, or nothing.
   */
  public HealthChecks identity(Supplier<Optional<String>> complaint) {
    return bind("waybill-identity", complaint::get);
  }

  private HealthChecks bind(String id, ReadinessCheck.Condition condition) {
    context.getRegistry().bind(id, HealthCheck.class, new ReadinessCheck(id, condition));
    return this;
  }
}
