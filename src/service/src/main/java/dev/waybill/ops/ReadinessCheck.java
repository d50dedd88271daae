package dev.waybill.ops;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/** A check that decides whether the service is ready, not whether it is to be killed. */
final class ReadinessCheck implements HealthCheck {
  private final String id;
  private final Condition condition;
  private volatile boolean enabled = true;

  /** Says what is wrong, or nothing when all is well. */
  interface Condition {
    Optional<String> complaint();
  }

  ReadinessCheck(String id, Condition condition) {
    this.id = id;
    this.condition = condition;
  }

  @Override
  public Result call(Map<String, Object> options) {
    HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this);
    condition
        .complaint()
        .ifPresentOrElse(complaint -> result.down().message(complaint), result::up);
    return result.build();
  }

  /** A process that cannot reach its queue is not helped by a restart. */
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
