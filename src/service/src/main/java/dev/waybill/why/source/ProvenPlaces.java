package dev.waybill.why.source;

import dev.waybill.log.LogStore;
import dev.waybill.log.TileStore;
import dev.waybill.log.proof.CheckpointArchive;
import dev.waybill.log.proof.EntrySearch;
import dev.waybill.log.proof.ProofSearch;
import dev.waybill.log.proof.RecordProof;
import dev.waybill.log.proof.RecordProver;
import dev.waybill.log.proof.WantedEntry;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.Quantity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Places in the published log, each proven against its newest checkpoint. Entries are roughly in
 * the order of sealing, so that a few bundles are read for each record.
 */
public final class ProvenPlaces implements LogPlaces {
  /** Limit of the bundles that are read for one record: about 130,000 entries. */
  private static final long MAX_BUNDLES = 512;

  /** Records are in the log within seconds, unless their message waits or the service is down. */
  private static final Duration YOUNG = Duration.ofMinutes(10);

  private final LogStore store;
  private final Supplier<LogPolicy> policy;
  private final String origin;
  private final Duration listing;
  private final Clock clock;

  /**
   * @param policy returns the policy with the keys of the log
   * @param origin name of the log
   * @param listing time within which the log has every record
   */
  public ProvenPlaces(
      LogStore store, Supplier<LogPolicy> policy, String origin, Duration listing, Clock clock) {
    this.store = store;
    this.policy = policy;
    this.origin = origin;
    this.listing = listing;
    this.clock = clock;
  }

  @Override
  public LogPlace find(ObjectSeal seal) {
    WantedEntry wanted = WantedEntry.of(seal.record(), seal.stored().bytes());
    return new RecordProver(
            new TileStore(store), new CheckpointArchive(store, policy.get(), origin))
        .prove(wanted, MAX_BUNDLES, read -> {})
        .map(it -> place(it, wanted, seal.stored().storedAt()))
        .orElseGet(
            () -> LogPlace.without(LogPlace.State.OPEN, 0, "the bucket has no log of records"));
  }

  private LogPlace place(ProofSearch search, WantedEntry wanted, Instant storedAt) {
    Optional<RecordProof> proof = search.proof();
    if (proof.isEmpty()) {
      return absent(search, storedAt);
    }
    LogEntry entry = proof.get().entry().entry();
    Optional<String> problem = wanted.problem(entry);
    return new LogPlace(
        problem.isEmpty() ? LogPlace.State.PROVEN : LogPlace.State.DIFFERS,
        proof.get().entry().index(),
        proof.get().checkpoint().size(),
        entry.sealedAt(),
        proof.get().checkpoint().storedAt(),
        problem.orElse(""));
  }

  private LogPlace absent(ProofSearch search, Instant storedAt) {
    long size = search.newest().size();
    Duration age = Duration.between(storedAt, clock.instant());
    EntrySearch entries = search.search();
    if (age.compareTo(YOUNG) < 0) {
      return LogPlace.without(
          LogPlace.State.OPEN, size, "the log of " + Quantity.ofEntries(size) + " has it not yet");
    }
    if (!entries.isComplete()) {
      return LogPlace.without(
          LogPlace.State.OPEN,
          size,
          "its entry was not found in "
              + Quantity.of(entries.bundlesRead(), "bundle", "bundles")
              + ", "
              + entries.unreadable()
              + " of them unreadable; waybill log prove reads all of them");
    }
    boolean isLate = !listing.isZero() && age.compareTo(listing.plus(listing)) > 0;
    return LogPlace.without(
        isLate ? LogPlace.State.MISSING : LogPlace.State.OPEN,
        size,
        "the log of " + Quantity.ofEntries(size) + " has no entry of it");
  }
}
