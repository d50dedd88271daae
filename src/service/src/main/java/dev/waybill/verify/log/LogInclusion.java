package dev.waybill.verify.log;

import dev.waybill.aws.ArchiveException;
import dev.waybill.aws.S3Failure;
import dev.waybill.log.LogStore;
import dev.waybill.log.TileStore;
import dev.waybill.log.proof.CheckpointArchive;
import dev.waybill.log.proof.EntrySearch;
import dev.waybill.log.proof.EntryTimes;
import dev.waybill.log.proof.ProofSearch;
import dev.waybill.log.proof.RecordProof;
import dev.waybill.log.proof.RecordProver;
import dev.waybill.log.proof.WantedEntry;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.Quantity;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.settings.RecordLogSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Check that the published log has the entry of a record. */
public final class LogInclusion {
  private static final String SUBJECT = "log";

  /** Records are in the log within seconds, unless their message waits or the service is down. */
  private static final Duration YOUNG = Duration.ofMinutes(10);

  /** Time that a listing and the messages before it may take. */
  private static final Duration MARGIN = Duration.ofHours(2);

  /** Bundles that are read for one record: about a million entries. */
  private static final long MAX_BUNDLES = 4096;

  private final RecordLogSettings settings;
  private final LogStore store;
  private final Clock clock;

  public LogInclusion(RecordLogSettings settings, LogStore store, Clock clock) {
    this.settings = settings;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Returns the index of a record in the log and the cosignatures of the proof, or why there is no
   * proof. A log that is disabled or has not begun is no failure.
   *
   * @param stored the record object
   */
  public VerificationFinding check(CustodyRecord record, StoredRecord stored) {
    try {
      return checked(record, stored);
    } catch (InvalidLogException e) {
      return VerificationFinding.bad(SUBJECT, String.valueOf(e.getMessage()));
    } catch (ArchiveException | S3Exception e) {
      if (!S3Failure.isDenial(e)) {
        throw e;
      }
      return VerificationFinding.open(
          SUBJECT, "not checked, because S3 denies reading log/ of the provenance bucket");
    }
  }

  /**
   * Returns the time by which witnesses had cosigned a checkpoint with the entry of a record; empty
   * when there is none, or the log cannot be read.
   *
   * @param stored the record object
   */
  public Optional<Instant> cosignedAt(CustodyRecord record, StoredRecord stored) {
    try {
      LogTrust trust = LogTrust.of(settings, store);
      return trust.policy().witnesses().isEmpty()
          ? Optional.empty()
          : new CosignedTime(store, trust.policy(), settings.origin())
              .of(WantedEntry.of(record, stored.bytes()), MAX_BUNDLES);
    } catch (InvalidLogException | ArchiveException | S3Exception e) {
      return Optional.empty();
    }
  }

  private VerificationFinding checked(CustodyRecord record, StoredRecord stored) {
    LogTrust trust = LogTrust.of(settings, store);
    CheckpointArchive checkpoints = new CheckpointArchive(store, trust.policy(), settings.origin());
    WantedEntry wanted = WantedEntry.of(record, stored.bytes());
    Optional<ProofSearch> search =
        new RecordProver(new TileStore(store), checkpoints).prove(wanted, MAX_BUNDLES, read -> {});
    return search
        .map(it -> finding(it, wanted, stored.storedAt(), trust))
        .orElseGet(() -> VerificationFinding.open(SUBJECT, withoutLog()));
  }

  private String withoutLog() {
    return settings.enabled()
        ? "the provenance bucket has no log yet"
        : "the provenance bucket has no log, and waybill.record-log.enabled is false";
  }

  private VerificationFinding finding(
      ProofSearch search, WantedEntry wanted, Instant storedAt, LogTrust trust) {
    if (search.proof().isEmpty()) {
      return absent(search, storedAt);
    }
    RecordProof proof = search.proof().get();
    Optional<String> problem = wanted.problem(proof.entry().entry());
    String place = "index " + proof.entry().index() + " of " + proof.checkpoint().size();
    return problem
        .map(it -> VerificationFinding.bad(SUBJECT, "log-record-differs: " + place + ", " + it))
        .orElseGet(() -> VerificationFinding.ok(SUBJECT, place + cosigners(proof) + source(trust)));
  }

  private static String cosigners(RecordProof proof) {
    String cosigners =
        proof.checkpoint().verdict().cosignatures().stream()
            .map(it -> it.witness().name() + " at " + it.at())
            .collect(Collectors.joining(", "));
    return cosigners.isEmpty() ? ", not cosigned" : ", cosigned by " + cosigners;
  }

  private static String source(LogTrust trust) {
    return trust.isPublished() ? "; the log's keys are those that the bucket publishes" : "";
  }

  private VerificationFinding absent(ProofSearch search, Instant storedAt) {
    Duration age = Duration.between(storedAt, clock.instant());
    EntrySearch entries = search.search();
    if (age.compareTo(YOUNG) < 0) {
      return VerificationFinding.open(
          SUBJECT, "not yet in its tree of " + Quantity.ofEntries(search.newest().size()));
    }
    if (!entries.isComplete()) {
      return VerificationFinding.open(
          SUBJECT,
          "not found in "
              + Quantity.of(entries.bundlesRead(), "bundle", "bundles")
              + ", "
              + entries.unreadable()
              + " of them unreadable; read all with waybill log prove");
    }
    return isLate(age) && isLate(Duration.between(began(search), clock.instant()))
        ? VerificationFinding.bad(
            SUBJECT,
            "log-record-missing: the tree of "
                + Quantity.ofEntries(search.newest().size())
                + " has none of this record, which S3 stored at "
                + storedAt)
        : VerificationFinding.open(
            SUBJECT, "warning: not in the log, to which the next listing adds it");
  }

  private boolean isLate(Duration age) {
    Duration listing = settings.listingEvery();
    return !listing.isZero() && age.compareTo(listing.plus(MARGIN)) > 0;
  }

  /** Returns the time at which the log began; records that are older follow with a listing. */
  private Instant began(ProofSearch search) {
    return search.newest().size() == 0
        ? clock.instant()
        : EntryTimes.first(new TileStore(store), search.newest().size()).orElse(Instant.EPOCH);
  }
}
