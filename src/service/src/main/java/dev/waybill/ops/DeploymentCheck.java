package dev.waybill.ops;

import dev.waybill.record.object.DeploymentDigests;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/** Health check that is always up and states which routes, configuration and SQL are at work. */
final class DeploymentCheck implements HealthCheck {
  private final DeploymentDigests deployment;
  private volatile boolean enabled = true;

  DeploymentCheck(DeploymentDigests deployment) {
    this.deployment = deployment;
  }

  @Override
  public Result call(Map<String, Object> options) {
    return HealthCheckResultBuilder.on(this).message(deployment.toString()).up().build();
  }

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
    return "waybill-deployment";
  }
}
