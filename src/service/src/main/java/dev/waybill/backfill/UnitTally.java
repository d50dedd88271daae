package dev.waybill.backfill;

import dev.waybill.backfill.UnitResult.Failure;
import dev.waybill.model.AlreadyDone;
import dev.waybill.model.BackfillFailed;
import dev.waybill.model.BackfillSealed;
import dev.waybill.model.Outcome;
import dev.waybill.model.Promoted;
import dev.waybill.model.RejectReason;
import dev.waybill.model.Rejected;
import dev.waybill.model.Sealed;
import dev.waybill.model.Skipped;
import dev.waybill.model.SourceRetained;
import dev.waybill.model.Superseded;
import dev.waybill.record.object.ObjectVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Count of a unit's versions by their ends. A version counts as sealed by the unit when its record
 * names the unit, whichever delivery of the message sealed it. Thread-safe.
 */
public final class UnitTally {
  private final BackfillUnit unit;
  private final SealOrigins origins;
  private final Map<String, Long> counts = new TreeMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private long bytes;

  UnitTally(BackfillUnit unit, SealOrigins origins) {
    this.unit = unit;
    this.origins = origins;
  }

  /** Returns the unit. */
  public BackfillUnit unit() {
    return unit;
  }

  /** Counts the end of a version. */
  public void ended(Outcome outcome) {
    if (outcome instanceof BackfillFailed failed) {
      failed(failed.rejected());
    } else if (outcome instanceof Skipped skipped) {
      add(skipped.reason().label(), 0);
    } else if (isOurs(outcome)) {
      add(label(outcome), size(outcome.version()));
    } else {
      add(VersionCounts.ALREADY_SEALED, 0);
    }
  }

  private void failed(Rejected rejected) {
    String reason = rejected.reason().label();
    if (rejected.reason() == RejectReason.OBJECT_GONE) {
      add(VersionCounts.GONE, 0);
      return;
    }
    ObjectVersion version = rejected.version();
    add(VersionCounts.FAILED + reason, 0);
    synchronized (this) {
      failures.add(
          new Failure(
              version == null ? "" : version.key(),
              version == null ? "" : version.versionId(),
              reason,
              rejected.detail()));
    }
  }

  private boolean isOurs(Outcome outcome) {
    Sealed sealed = sealed(outcome);
    ObjectVersion version = outcome.version();
    return (sealed != null && !sealed.repeated())
        || (version != null
            && origins
                .notification(version)
                .filter(unit.name().notification()::equals)
                .isPresent());
  }

  private static @Nullable Sealed sealed(Outcome outcome) {
    if (outcome instanceof BackfillSealed inPlace) {
      return inPlace.sealed();
    }
    if (outcome instanceof Promoted promoted) {
      return promoted.copied().sealed();
    }
    return outcome instanceof SourceRetained retained ? retained.copied().sealed() : null;
  }

  private static String label(Outcome outcome) {
    if (outcome instanceof BackfillSealed) {
      return VersionCounts.SEALED;
    }
    return outcome instanceof Promoted || outcome instanceof AlreadyDone
        ? VersionCounts.PROMOTED
        : outcome instanceof Superseded ? "superseded" : "source-retained";
  }

  private long size(@Nullable ObjectVersion version) {
    return version == null
        ? 0
        : unit.versions().stream()
            .filter(it -> it.versionId().equals(version.versionId()))
            .filter(it -> it.key().equals(version.key()))
            .mapToLong(BackfillVersion::knownSize)
            .findFirst()
            .orElse(0);
  }

  private synchronized void add(String label, long size) {
    counts.merge(label, 1L, Long::sum);
    bytes += size;
  }

  /**
   * Returns the result.
   *
   * @throws IllegalStateException when a version has no end
   */
  synchronized UnitResult result() {
    VersionCounts ended = VersionCounts.of(counts);
    if (ended.total() != unit.versions().size()) {
      throw new IllegalStateException(
          ended.total() + " of " + unit.versions().size() + " versions of the unit have an end");
    }
    return new UnitResult(ended, bytes, failures);
  }
}
