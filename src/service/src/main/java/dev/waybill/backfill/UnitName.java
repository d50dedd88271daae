package dev.waybill.backfill;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of a unit of work, which is also the text of its message.
 *
 * @param job id of the backfill
 * @param range number of the range of keys
 * @param number number of the unit in its range
 */
public record UnitName(String job, int range, int number) {
  private static final Pattern JOB = Pattern.compile("[0-9a-zA-Z-]{1,40}");
  private static final Pattern FORM =
      Pattern.compile(
          "\\{\"v\":1,\"job\":\"([0-9a-zA-Z-]{1,40})\",\"range\":(0|[1-9]\\d{0,8}),"
              + "\"unit\":(0|[1-9]\\d{0,8})\\}");

  public UnitName {
    if (!JOB.matcher(job).matches() || range < 0 || number < 0) {
      throw new IllegalArgumentException("no unit " + job + "/" + range + "/" + number);
    }
  }

  /** Returns the text of the message that hands out the unit. */
  public String message() {
    return "{\"v\":1,\"job\":\"" + job + "\",\"range\":" + range + ",\"unit\":" + number + "}";
  }

  /** Parses a message, which is untrusted input; empty when it is not in the form of one. */
  public static Optional<UnitName> parse(String message) {
    Matcher parts = FORM.matcher(message);
    return parts.matches()
        ? Optional.of(
            new UnitName(
                parts.group(1), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3))))
        : Optional.empty();
  }

  /** Returns the name that the records of the unit's versions state as their notification. */
  public String notification() {
    return "backfill/" + job + "/" + range + "/" + number;
  }

  /** Returns the key of the unit in the folder of backfills. */
  String key() {
    return job + "/unit/" + range + "/" + number + ".json";
  }

  /** Returns the key of the unit's result in that folder. */
  String resultKey() {
    return job + "/result/" + range + "/" + number + ".json";
  }
}
