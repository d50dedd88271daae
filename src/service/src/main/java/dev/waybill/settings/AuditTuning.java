package dev.waybill.settings;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets about one audit; what is null is as the audit's file says.
 *
 * @param enabled {@code waybill.audit.<id>.enabled}: whether it is run
 * @param schedule {@code waybill.audit.<id>.schedule}: from one run to the next
 * @param severity {@code waybill.audit.<id>.severity}: informational, low, medium, high or critical
 * @param parameters {@code waybill.audit.<id>.parameters.<name>}: by name, as text
 */
public record AuditTuning(
    boolean enabled,
    @Nullable Duration schedule,
    @Nullable String severity,
    Map<String, String> parameters) {
  /** Nothing is set. */
  public static final AuditTuning NONE = new AuditTuning(true, null, null, Map.of());

  public AuditTuning {
    parameters = Map.copyOf(parameters);
  }
}
