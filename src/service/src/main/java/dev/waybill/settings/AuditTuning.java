package dev.waybill.settings;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of one audit. The audit's file gives the value of a component that is null.
 *
 * @param enabled true when the service runs the audit
 * @param schedule time from one run to the next; null when not set
 * @param severity informational, low, medium, high or critical; null when not set
 * @param parameters texts by parameter name
 */
public record AuditTuning(
    boolean enabled,
    @Nullable Duration schedule,
    @Nullable String severity,
    Map<String, String> parameters) {
  /** Settings of an audit for which nothing is set. */
  public static final AuditTuning NONE = new AuditTuning(true, null, null, Map.of());

  public AuditTuning {
    parameters = Map.copyOf(parameters);
  }
}
