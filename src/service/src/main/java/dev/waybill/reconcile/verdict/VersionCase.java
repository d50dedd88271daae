package dev.waybill.reconcile.verdict;

import dev.waybill.reconcile.row.ThereRow;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the sources know about one version.
 *
 * @param key its key
 * @param versionId its version id; null for events that state none and could not be attributed
 * @param there the version as it is there; null when it is not
 * @param seal its seal; null when it has none
 * @param events events that name it
 * @param relation relation to the versions below it
 * @param isExempt true for a version that is not taken into custody: a folder or a temporary name
 * @param isExpired true when a lifecycle rule may have removed it, of which CloudTrail shows
 *     nothing
 */
public record VersionCase(
    String key,
    @Nullable String versionId,
    @Nullable ThereRow there,
    @Nullable SealFact seal,
    EventSummary events,
    LayerRelation relation,
    boolean isExempt,
    boolean isExpired) {
  /** Returns the time from which the version is known. The age in flight is counted from it. */
  public Instant born() {
    if (seal != null && !seal.isCopy()) {
      return seal.row().sealedAt();
    }
    return there != null ? there.lastModified() : events.begin().orElse(Instant.EPOCH);
  }

  /** Returns the time of the newest fact. Reads and failed calls do not make a version young. */
  Instant newest() {
    return Stream.of(
            Optional.ofNullable(seal).filter(it -> !it.isCopy()).map(it -> it.row().sealedAt()),
            Optional.ofNullable(there).map(ThereRow::lastModified),
            events.lastEffect())
        .flatMap(Optional::stream)
        .max(Instant::compareTo)
        .or(events::last)
        .orElse(Instant.EPOCH);
  }
}
