package dev.waybill.fixity.work;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileTask;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Unit of work as the text of a message: JSON in one exact form. */
public final class TaskMessage {
  private static final Pattern FORM =
      Pattern.compile(
          "\\{\"v\":1,\"cycle\":\"([0-9TZ]{1,20})\",\"tile\":(0|[1-9]\\d{0,15}),"
              + "\"width\":([1-9]\\d{0,2}),\"attempt\":(\\d)\\}");

  private TaskMessage() {}

  /** Returns the text of a message. */
  public static String of(TileTask task) {
    return "{\"v\":1,\"cycle\":\""
        + task.cycle().name()
        + "\",\"tile\":"
        + task.range().tile()
        + ",\"width\":"
        + task.range().width()
        + ",\"attempt\":"
        + task.attempt()
        + "}";
  }

  /** Parses a message, which is untrusted input; empty when it is not in the form of one. */
  public static Optional<TileTask> parse(String message) {
    Matcher parts = FORM.matcher(message);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new TileTask(
              new CycleId(parts.group(1)),
              new TileRange(Long.parseLong(parts.group(2)), Integer.parseInt(parts.group(3))),
              Integer.parseInt(parts.group(4))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
