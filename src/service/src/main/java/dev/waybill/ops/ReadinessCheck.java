package dev.waybill.ops;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/** Health check that affects readiness, but not liveness. */
final class ReadinessCheck implements HealthCheck {
  private final String id;
  private final Condition condition;
  private volatile boolean enabled = true;

  /** Condition of readiness. */
  interface Condition {
    /** Returns the problem; empty when the condition holds. */
    Optional<String> problem();
  }

  ReadinessCheck(String id, Condition condition) {
    this.id = id;
    this.condition = condition;
  }

  @Override
  public Result call(Map<String, Object> options) {
    HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this);
    condition.problem().ifPresentOrElse(problem -> result.down().message(problem), result::up);
    return result.build();
  }

  /** Returns false: a restart does not help a process that cannot reach its queue. */
  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  public boolean isEnabled() {
    return enabled;
  }

  @Override
  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  @Override
  public String getGroup() {
    return "waybill";
  }

  @Override
  public String getId() {
    return id;
  }
}
