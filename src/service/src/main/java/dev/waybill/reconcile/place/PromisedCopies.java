package dev.waybill.reconcile.place;

import dev.waybill.reconcile.row.SealedRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Entries whose copies belong to one destination, by what a copy can have in common with them. */
final class PromisedCopies {
  private static final Comparator<SealedRow> ORDER =
      Comparator.comparing(SealedRow::sealedAt).thenComparing(SealedRow::index);

  private final List<SealedRow> entries;
  private final Map<String, SealedRow> byVersion = new HashMap<>();
  private final Map<Trait, SealedRow> byTrait = new HashMap<>();

  /** Made when they are first needed: most copies are matched by certain evidence. */
  private @Nullable Map<Long, VersionTimes<SealedRow>> bySize;

  private @Nullable VersionTimes<SealedRow> times;

  /** Digest or ETag with the size. */
  private record Trait(String text, long size) {}

  /** Among entries with the same bytes, the newest one counts. */
  PromisedCopies(List<SealedRow> entries) {
    this.entries = entries.size() < 2 ? entries : entries.stream().sorted(ORDER).toList();
    this.entries.forEach(this::add);
  }

  private void add(SealedRow entry) {
    String copy = entry.destinationVersionId();
    if (copy != null) {
      byVersion.put(copy, entry);
    }
    byTrait.put(new Trait(entry.sha256(), entry.size()), entry);
    if (entry.eTag() != null) {
      byTrait.put(new Trait(entry.eTag(), entry.size()), entry);
    }
  }

  List<SealedRow> all() {
    return entries;
  }

  Optional<SealedRow> ofVersion(@Nullable String versionId) {
    return Optional.ofNullable(byVersion.get(versionId));
  }

  Optional<SealedRow> ofDigest(String sha256, long size) {
    return Optional.ofNullable(byTrait.get(new Trait(sha256, size)));
  }

  Optional<SealedRow> ofETag(@Nullable String eTag, long size) {
    return eTag == null
        ? Optional.empty()
        : Optional.ofNullable(byTrait.get(new Trait(eTag, size)));
  }

  /** Returns the entry that was sealed nearest to a time. */
  Optional<SealedRow> nearest(Instant time, Duration within) {
    if (times == null) {
      VersionTimes<SealedRow> all = new VersionTimes<>();
      entries.forEach(it -> all.add(it.sealedAt(), it));
      times = all;
    }
    return times.find(time, within, within);
  }

  /** Returns the entry of a size that was sealed nearest to a time. */
  Optional<SealedRow> nearest(long size, Instant time, Duration within) {
    return ofSize(size).flatMap(it -> it.find(time, within, within));
  }

  /** Returns the entry of a size that was sealed nearest to a time, which is not found again. */
  Optional<SealedRow> take(long size, Instant time, Duration within) {
    return ofSize(size).flatMap(it -> it.take(time, within, within));
  }

  private Optional<VersionTimes<SealedRow>> ofSize(long size) {
    if (bySize == null) {
      Map<Long, VersionTimes<SealedRow>> all = new HashMap<>();
      for (SealedRow entry : entries) {
        all.computeIfAbsent(entry.size(), it -> new VersionTimes<>()).add(entry.sealedAt(), entry);
      }
      bySize = all;
    }
    return Optional.ofNullable(bySize.get(size));
  }
}
