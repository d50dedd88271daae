package dev.waybill.baseline;

import java.util.List;
import java.util.function.Supplier;

/**
 * A control with the way to read it and to set it right. Both throw the SDK's exceptions, and
 * {@link ForeignResourceException}.
 *
 * @param needs ids of controls without which it can be neither read nor mended
 * @param mend changes what differs, and only that; never deletes data
 */
record Measure(Control control, List<String> needs, Supplier<Reading> read, Runnable mend) {
  Measure {
    needs = List.copyOf(needs);
  }
}
