package dev.waybill.trail.run;

import dev.waybill.trail.TrailFault;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days of faults, which the folders of their objects tell. */
final class FaultDay {
  private static final Pattern FOLDER = Pattern.compile("/(\\d{4})/(\\d{2})/(\\d{2})/");

  private FaultDay() {}

  /** Returns the day of a fault; empty when its object is in no folder of a day. */
  static Optional<LocalDate> of(TrailFault fault) {
    Matcher folder = FOLDER.matcher(fault.object());
    try {
      return folder.find()
          ? Optional.of(
              LocalDate.of(
                  Integer.parseInt(folder.group(1)),
                  Integer.parseInt(folder.group(2)),
                  Integer.parseInt(folder.group(3))))
          : Optional.empty();
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
