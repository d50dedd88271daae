package dev.waybill.baseline.control;

import java.util.List;
import java.util.function.Supplier;

/**
 * Control together with the operations that read and fix it. Both throw exceptions of the SDK and
 * {@link UnmanagedResourceException}.
 *
 * @param prerequisites ids of the controls that must hold before this one is read or fixed
 * @param read operation that returns the present state
 * @param apply operation that changes only the difference and deletes no data
 */
public record ControlDefinition(
    Control control, List<String> prerequisites, Supplier<ControlState> read, Runnable apply) {
  public ControlDefinition {
    prerequisites = List.copyOf(prerequisites);
  }
}
