package dev.waybill.ops;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/** Health check that affects readiness, but not liveness. */
final class ReadinessCheck implements HealthCheck {
  private final String id;
  private final Condition condition;
  private final Supplier<Optional<String>> detail;
  private volatile boolean enabled = true;

  /** Condition of readiness. */
  interface Condition {
    /** Returns the problem; empty when the condition holds. */
    Optional<String> problem();
  }

  ReadinessCheck(String id, Condition condition) {
    this(id, condition, Optional::empty);
  }

  /**
   * @param detail the text to show while the condition holds; empty for none
   */
  ReadinessCheck(String id, Condition condition, Supplier<Optional<String>> detail) {
    this.id = id;
    this.condition = condition;
    this.detail = detail;
  }

  @Override
  public Result call(Map<String, Object> options) {
    HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this);
    condition
        .problem()
        .ifPresentOrElse(
            problem -> result.down().message(problem),
            () -> result.up().message(detail.get().orElse(null)));
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
