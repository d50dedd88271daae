package dev.waybill.reconcile.place;

import dev.waybill.fixity.shape.JudgeTimes;
import dev.waybill.reconcile.row.EventActor;
import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.SealedRow;
import dev.waybill.reconcile.row.ThereRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Search for the sealed version that each version of one destination is a copy of. Certain evidence
 * comes first: the version id, the digest, the source that S3 logged. For one thread.
 */
final class CopyMatching {
  private static final Duration PROMOTED_WITHIN = Duration.ofSeconds(JudgeTimes.PROMOTED_WITHIN);
  private static final Duration EVER = Duration.ofDays(365_000);

  private final String bucket;
  private final Instant since;
  private final PromisedCopies promises;
  private final Map<LoggedCopySource, SealedRow> sources = new HashMap<>();
  private final Set<SealedRow> matched = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<String> digests = new HashSet<>();

  /**
   * @param bucket the raw bucket
   * @param since time from which the events are complete
   * @param promises entries whose copies belong to the destination
   */
  CopyMatching(String bucket, Instant since, List<SealedRow> promises) {
    this.bucket = bucket;
    this.since = since;
    this.promises = new PromisedCopies(promises);
    promises.forEach(it -> sources.put(new LoggedCopySource(it.key(), it.versionId()), it));
  }

  /**
   * Matches the versions of the destination.
   *
   * @param gone entries whose version is not there any more
   */
  void match(List<VersionFacts> versions, Set<SealedRow> gone) {
    List<VersionFacts> candidates =
        versions.stream()
            .filter(it -> it.seal() == null && !it.isMarker())
            .sorted(Comparator.comparing(it -> it.written().orElse(Instant.MAX)))
            .toList();
    setCertain(candidates);
    List<VersionFacts> open = open(candidates);
    if (open.isEmpty()) {
      return;
    }
    byTime(open.stream().filter(this::isBeforeEvents).toList(), false);
    byTime(open.stream().filter(it -> !isBeforeEvents(it)).toList(), true);
    // The source of a logged copy may just have been found.
    setCertain(open(open));
    removed(open(open), gone);
  }

  private static List<VersionFacts> open(List<VersionFacts> versions) {
    return versions.stream().filter(it -> it.original() == null).toList();
  }

  private void setCertain(List<VersionFacts> versions) {
    versions.forEach(it -> certain(it).ifPresent(entry -> set(it, entry)));
  }

  private void set(VersionFacts version, SealedRow entry) {
    version.copyOf(entry);
    matched.add(entry);
    digests.add(entry.sha256());
    String versionId = version.versionId();
    if (versionId != null) {
      sources.put(new LoggedCopySource(version.key(), versionId), entry);
    }
  }

  private boolean isBeforeEvents(VersionFacts version) {
    return version.written().filter(it -> it.isBefore(since)).isPresent();
  }

  /** Returns true when a copy with the bytes of an entry is or was there. */
  boolean isKnown(SealedRow entry) {
    return digests.contains(entry.sha256());
  }

  private Optional<SealedRow> certain(VersionFacts version) {
    Optional<SealedRow> named = promises.ofVersion(version.versionId());
    ThereRow there = version.there();
    if (named.isPresent()) {
      return named;
    }
    if (there != null && there.sha256() != null) {
      return promises.ofDigest(there.sha256(), there.size());
    }
    Optional<EventRow> created = version.events().created();
    return created
        .flatMap(this::copied)
        .or(() -> there == null ? Optional.empty() : promises.ofETag(there.eTag(), there.size()))
        .or(() -> created.flatMap(it -> ours(it, there)));
  }

  /** A copy has the bytes of its source, whoever makes it. */
  private Optional<SealedRow> copied(EventRow event) {
    return Optional.ofNullable(event.copySource())
        .flatMap(it -> LoggedCopySource.parse(it, bucket))
        .map(sources::get);
  }

  /** The service writes nothing but verified copies of sealed versions. */
  private Optional<SealedRow> ours(EventRow event, @Nullable ThereRow there) {
    if (event.actor() != EventActor.SERVICE) {
      return Optional.empty();
    }
    return there == null
        ? promises.nearest(event.time(), EVER)
        : promises.nearest(there.size(), event.time(), EVER);
  }

  /**
   * Matches versions without an event of their creation by their size and time, each with an entry
   * of its own.
   *
   * @param isStrict true to exclude entries of which a copy is known
   */
  private void byTime(List<VersionFacts> versions, boolean isStrict) {
    if (versions.isEmpty()) {
      return;
    }
    PromisedCopies open =
        new PromisedCopies(
            promises.all().stream()
                .filter(it -> !matched.contains(it) && !(isStrict && isKnown(it)))
                .toList());
    for (VersionFacts version : versions) {
      ThereRow there = version.there();
      if (there != null && version.events().created().isEmpty()) {
        open.take(there.size(), there.lastModified(), PROMOTED_WITHIN)
            .ifPresent(it -> set(version, it));
      }
    }
  }

  /** A version that was removed, and written before the events, is a copy that is missing. */
  private void removed(List<VersionFacts> versions, Set<SealedRow> gone) {
    List<VersionFacts> removed =
        versions.stream()
            .filter(it -> it.there() == null)
            .filter(it -> it.events().created().isEmpty() && it.events().deleted().isPresent())
            .toList();
    if (removed.isEmpty()) {
      return;
    }
    var missing =
        promises.all().stream()
            .filter(it -> gone.contains(it) && !matched.contains(it) && !isKnown(it))
            .sorted(Comparator.comparing(SealedRow::sealedAt).thenComparing(SealedRow::index))
            .iterator();
    for (VersionFacts version : removed) {
      if (missing.hasNext()) {
        set(version, missing.next());
      }
    }
  }
}
