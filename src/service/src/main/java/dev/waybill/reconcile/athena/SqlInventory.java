package dev.waybill.reconcile.athena;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * Inventory of the raw bucket that Athena reads, by a variant of the view {@code waybill_objects}.
 *
 * @param partition its name in the column {@code run}
 * @param asOf time as of which it knows everything
 */
public record SqlInventory(String partition, Instant asOf) {
  /** Name of the live inventory of S3 Metadata. */
  public static final String LIVE = "live";

  /** Time within which S3 Metadata shows a change, as AWS states it. */
  private static final Duration LIVE_DELAY = Duration.ofHours(1);

  private static final DateTimeFormatter PARTITION =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm");

  /**
   * Returns the inventory with a name.
   *
   * @param name {@code live}, or the partition of a report, such as {@code 2026-11-29-01-00}
   * @param now time at which the query is asked
   * @throws IllegalArgumentException when it is neither
   */
  public static SqlInventory of(String name, Instant now) {
    if (name.equals(LIVE)) {
      return new SqlInventory(name, now.minus(LIVE_DELAY));
    }
    try {
      return new SqlInventory(name, LocalDateTime.parse(name, PARTITION).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "must be live, or the dt of a report such as 2026-11-29-01-00", e);
    }
  }
}
