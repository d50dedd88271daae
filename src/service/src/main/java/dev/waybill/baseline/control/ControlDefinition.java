package dev.waybill.baseline.control;

import java.util.List;
import java.util.function.Supplier;

/**
 * A control with the way to read it and to set it right. Both throw the SDK's exceptions, and
 * {@link UnmanagedResourceException}.
 *
 * @param needs ids of controls without which it can be neither read nor mended
 * @param mend changes what differs, and only that; never deletes data
 */
public record ControlDefinition(
    Control control, List<String> needs, Supplier<ControlState> read, Runnable mend) {
  public ControlDefinition {
    needs = List.copyOf(needs);
  }
}
