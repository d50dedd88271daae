package dev.waybill.log.check;

import dev.waybill.alert.Report;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.log.LogTask;
import dev.waybill.log.PendingEntries;
import dev.waybill.log.check.RecordKeySet.KeyHash;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.EntryKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Comparison of all records in the provenance bucket with the entries of the log, in both
 * directions. Records that the log lacks are added; entries without their record are defects.
 * Statements over cycles of re-verification count as records.
 *
 * <p>The memory holds the hashes of some record keys at a time, so that a large log is compared in
 * several passes.
 */
public final class MissingRecords implements LogTask {
  private static final Logger LOG = LoggerFactory.getLogger(MissingRecords.class);

  /** Age below which a record's entry may be on its way. */
  private static final Duration IN_FLIGHT = Duration.ofMinutes(10);

  private final LogStore store;
  private final LogCheck check;
  private final LogMemory memory;
  private final RecordVerifier verifier;
  private final PendingEntries pending;
  private final ListingSettings settings;
  private final ListingFindings findings;
  private final String bucket;
  private final Clock clock;
  private final List<Report> reports = new ArrayList<>();

  /**
   * @param store the provenance bucket
   * @param memory memory of the last comparison
   * @param verifier verifier of records
   * @param pending entries that wait for the log
   * @param bucket name of the provenance bucket
   */
  public MissingRecords(
      LogStore store,
      LogCheck check,
      LogMemory memory,
      RecordVerifier verifier,
      PendingEntries pending,
      ListingSettings settings,
      String bucket,
      Clock clock) {
    this.store = store;
    this.check = check;
    this.memory = memory;
    this.verifier = verifier;
    this.pending = pending;
    this.settings = settings;
    this.bucket = bucket;
    this.findings = new ListingFindings(bucket, reports::add);
    this.clock = clock;
  }

  /** Compares when a comparison is due: one that was not complete is repeated at once. */
  @Override
  public synchronized List<Report> run() {
    reports.clear();
    try {
      Instant now = clock.instant();
      Optional<SeenLog> seen = memory.find().flatMap(it -> Optional.ofNullable(it.seen()));
      Optional<Instant> last = seen.flatMap(it -> Optional.ofNullable(it.listedAt()));
      boolean isDue =
          last.map(it -> !it.plus(settings.every()).isAfter(now)).orElse(seen.isPresent());
      if (isDue && !settings.every().isZero()) {
        compare(last.isEmpty(), now);
      }
    } catch (RuntimeException e) {
      LOG.warn("listing of records failed cause=\"{}\"; retrying later", e.getMessage());
      LOG.debug("listing of records failed", e);
    }
    return List.copyOf(reports);
  }

  private void compare(boolean isFirst, Instant now) {
    RecordKeySet waiting = new RecordKeySet();
    LoggedKeys keys = new LoggedKeys(store);
    // In this order an entry on its way into the log is in one of both.
    keys.readPending(
        it -> {
          boolean unused = waiting.add(KeyHash.of(it));
        });
    Optional<NewestCheckpoint> newest = check.reader().newest(it -> {});
    if (newest.isEmpty()) {
      return;
    }
    long size = newest.get().checkpoint().size();
    ListingResult result = new ListingResult(size);
    int parts = Math.toIntExact(1 + size / settings.keysPerPass());
    for (int part = 0; part < parts && !result.isFull(); part++) {
      comparePart(keys, waiting, part, parts, now, result);
    }
    findings.report(result, isFirst, now);
    LOG.info(
        "records listed={} entries={} doubled={} missing={} gone={} invalid={}",
        result.listed(),
        size,
        result.doubled(),
        result.added(),
        result.gone().size(),
        result.invalidCount());
    if (!result.isFull()) {
      remember(now);
    }
  }

  private void comparePart(
      LoggedKeys keys,
      RecordKeySet waiting,
      int part,
      int parts,
      Instant now,
      ListingResult result) {
    RecordKeySet logged = new RecordKeySet();
    keys.read(
        result.size(),
        it -> {
          KeyHash key = KeyHash.of(it);
          if (key.isIn(part, parts) && !logged.add(key)) {
            result.addDoubled();
          }
        });
    RecordBackfill backfill = new RecordBackfill(store, verifier, pending, bucket);
    try (Stream<Listed> records = EntryKind.prefixes().stream().flatMap(store::list)) {
      records
          .takeWhile(it -> !result.isFull())
          .forEach(
              it -> {
                KeyHash key = KeyHash.of(it.key());
                if (key.isIn(part, parts)) {
                  result.addListed();
                  boolean isInFlight =
                      it.lastModified().isAfter(now.minus(IN_FLIGHT)) || waiting.contains(key);
                  if (!logged.mark(key) && !isInFlight) {
                    result.add(it.key(), backfill.add(it.key()));
                  }
                }
              });
    }
    if (!result.isFull() && logged.unmarked() > 0) {
      findGone(keys, logged, result);
    }
  }

  /** Reads the entries again for the names of the few records that were not listed. */
  private void findGone(LoggedKeys keys, RecordKeySet logged, ListingResult result) {
    keys.read(
        result.size(),
        it -> {
          if (logged.isUnmarked(KeyHash.of(it)) && result.hasRoomForGone()) {
            // The listing may have been a page late; a read is not.
            if (store.find(it).isEmpty()) {
              result.addGone(it);
            }
          }
        });
  }

  private void remember(Instant now) {
    Optional<LogMemory.Versioned> stored = memory.find();
    stored.ifPresent(
        it -> {
          SeenLog seen = it.seen();
          if (seen != null && !memory.keep(seen.withListing(now), it.version())) {
            LOG.debug("keeping the time of the listing failed cause=conflict; listing again later");
          }
        });
  }
}
