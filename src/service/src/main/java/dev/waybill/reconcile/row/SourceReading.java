package dev.waybill.reconcile.row;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Facts about a source that was read to its end.
 *
 * @param name name of the source in reports, such as {@code listing of caa304-raw-data}
 * @param since time from which the source knows everything; {@link Instant#EPOCH} when it knows all
 * @param asOf time until which the source knows everything: begin of a listing, time of an
 *     inventory, time of the newest checkpoint, end of the span of events
 * @param incomplete reason why rows may be missing; null when the source is complete
 */
public record SourceReading(String name, Instant since, Instant asOf, @Nullable String incomplete) {
  /** Returns the reading of a complete source that knows everything until a time. */
  public static SourceReading complete(String name, Instant asOf) {
    return new SourceReading(name, Instant.EPOCH, asOf, null);
  }

  /** Returns the reading of a source of which rows may be missing, for a reason. */
  public static SourceReading incomplete(String name, Instant asOf, String reason) {
    return new SourceReading(name, Instant.EPOCH, asOf, reason);
  }

  /** Returns this reading with a time from which the source knows everything. */
  public SourceReading since(Instant begin) {
    return new SourceReading(name, begin, asOf, incomplete);
  }

  /** Returns the finding about an incomplete source; empty for a complete one. */
  public Optional<String> problem() {
    return Optional.ofNullable(incomplete).map(it -> name + ": incomplete: " + it);
  }
}
