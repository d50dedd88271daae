package dev.waybill.canary;

import dev.waybill.canary.StepResult.Status;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.Verdict;
import dev.waybill.record.object.ObjectVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeated check of a canary: each check adds the results of the steps that have ended since. A
 * step that is not reached in time ends as missing, with a diagnosis made at that time.
 */
public final class CanaryWatch {
  private static final Logger LOG = LoggerFactory.getLogger(CanaryWatch.class);
  private static final String READ_FIX =
      "check the role's permissions, the bucket's policy and KMS key, and the network";

  /** Time that Athena has after the event must be in the log bucket. */
  private static final Duration QUERY_TIMEOUT = Duration.ofMinutes(2);

  private static final Cause NOT_FOUND_BY_ATHENA =
      new Cause(
          Step.QUERYABLE,
          "the event is in the log bucket, but Athena does not find it",
          "check that the table and the view read where the trail writes (waybill baseline check)");

  private final CanaryProbes probes;
  private final RecordVerifier verifier;
  private final Duration sealedWithin;
  private final Duration loggedWithin;

  /**
   * @param probes access to the traces of a canary
   * @param verifier verifier that trusts the keys of the service
   * @param sealedWithin limit for the time from the upload to the record
   * @param loggedWithin limit for the time from the upload to its event in the log bucket
   */
  public CanaryWatch(
      CanaryProbes probes, RecordVerifier verifier, Duration sealedWithin, Duration loggedWithin) {
    this.probes = probes;
    this.verifier = verifier;
    this.sealedWithin = sealedWithin;
    this.loggedWithin = loggedWithin;
  }

  /** Checks the canary once. Errors of the network never cause an exception. */
  public Canary check(Canary canary, Instant now) {
    ObjectVersion version = canary.version();
    return version == null
        ? canary
        : checkQueryable(checkLogged(checkSealed(canary, version, now), now), now);
  }

  private Canary checkSealed(Canary canary, ObjectVersion version, Instant now) {
    if (canary.hasEnded(Step.VERIFIED)) {
      return canary;
    }
    Optional<StoredRecord> record = Optional.empty();
    Optional<Cause> unread = Optional.empty();
    try {
      record = probes.findRecord(version);
    } catch (RuntimeException e) {
      unread = Optional.of(unreadable(Step.SEALED, "the provenance bucket", e));
    }
    if (record.isPresent()) {
      return verified(canary, record.get(), now);
    }
    return canary.elapsed(now).compareTo(sealedWithin) < 0
        ? canary
        : unsealed(
            canary,
            now,
            unread.orElseGet(() -> diagnose(Step.SEALED, () -> probes.diagnoseUnsealed(canary))));
  }

  private Canary verified(Canary canary, StoredRecord stored, Instant now) {
    Verdict verdict = verifier.verify(stored);
    if (verdict instanceof Verdict.Invalid invalid) {
      return canary
          .withResult(
              StepResult.skipped(Step.NOTIFIED, "an invalid record does not prove the time"))
          .withReached(Step.SEALED, now)
          .withWrong(
              Step.VERIFIED,
              now,
              "the record is invalid: " + invalid.detail(),
              "treat it as an incident: find out who wrote to the provenance bucket; a key that is"
                  + " not trusted may be missing in waybill.signing.keystore or"
                  + " waybill.trust.keys");
    }
    CustodyRecord record = ((Verdict.Valid) verdict).record();
    Canary sealed =
        canary
            .withReached(Step.NOTIFIED, ReceivedTime.of(record).orElse(record.sealedAt()))
            .withReached(Step.SEALED, record.sealedAt());
    return matches(record, canary)
        ? sealed.withReached(Step.VERIFIED, now)
        : sealed.withWrong(
            Step.VERIFIED,
            now,
            "the record is of another object, or its digest is not that of the upload",
            "treat it as an incident: compare the version's bytes with the record (waybill"
                + " verify)");
  }

  private static boolean matches(CustodyRecord record, Canary canary) {
    return record.version().equals(canary.version()) && record.sha256().equals(canary.sha256());
  }

  /** Steps before the late one count as reached; steps after the late one are skipped. */
  private Canary unsealed(Canary canary, Instant now, Cause cause) {
    Canary late = canary;
    if (cause.step() == Step.SEALED) {
      late = late.withResult(StepResult.reached(Step.NOTIFIED, null));
    }
    late =
        late.withResult(StepResult.failed(cause.step(), Status.MISSING, late.elapsed(now), cause));
    String why = "requires " + cause.step().label();
    return late.withResult(StepResult.skipped(Step.SEALED, why))
        .withResult(StepResult.skipped(Step.VERIFIED, why));
  }

  private Canary checkLogged(Canary canary, Instant now) {
    if (canary.hasEnded(Step.LOGGED)) {
      return canary;
    }
    Optional<Cause> unread = Optional.empty();
    try {
      if (probes.isLogged(canary, now)) {
        return canary.withReached(Step.LOGGED, now);
      }
    } catch (RuntimeException e) {
      unread = Optional.of(unreadable(Step.LOGGED, "the log bucket", e));
    }
    if (canary.elapsed(now).compareTo(loggedWithin) < 0) {
      return canary;
    }
    Cause cause =
        unread.orElseGet(() -> diagnose(Step.LOGGED, () -> probes.diagnoseUnlogged(canary)));
    return canary.withResult(
        StepResult.failed(Step.LOGGED, Status.MISSING, canary.elapsed(now), cause));
  }

  private Canary checkQueryable(Canary canary, Instant now) {
    StepResult logged = canary.resultsByStep().get(Step.LOGGED);
    if (logged == null || canary.hasEnded(Step.QUERYABLE)) {
      return canary;
    }
    if (logged.status() != Status.REACHED) {
      return canary.withResult(StepResult.skipped(Step.QUERYABLE, "requires logged"));
    }
    Cause cause = NOT_FOUND_BY_ATHENA;
    try {
      Boolean found = probes.isQueryable(canary, now);
      if (found == null) {
        return canary.withResult(
            StepResult.skipped(Step.QUERYABLE, "waybill.audit.enabled is false"));
      }
      if (found) {
        return canary.withReached(Step.QUERYABLE, now);
      }
    } catch (RuntimeException e) {
      cause = unreadable(Step.QUERYABLE, "the log through Athena", e);
    }
    Duration elapsed = canary.elapsed(now);
    return elapsed.compareTo(loggedWithin.plus(QUERY_TIMEOUT)) < 0
        ? canary
        : canary.withResult(StepResult.failed(Step.QUERYABLE, Status.MISSING, elapsed, cause));
  }

  private static Cause unreadable(Step step, String what, RuntimeException e) {
    LOG.debug("cannot read {}", what, e);
    return new Cause(step, what + " cannot be read (" + kind(e) + ")", READ_FIX);
  }

  private static Cause diagnose(Step step, Supplier<Cause> diagnosis) {
    try {
      return diagnosis.get();
    } catch (RuntimeException e) {
      LOG.debug("canary diagnosis failed", e);
      return new Cause(step, "the cause cannot be determined (" + kind(e) + ")", READ_FIX);
    }
  }

  /** A library's message may be long and contain untrusted input; its type names the failure. */
  private static String kind(RuntimeException e) {
    return e.getClass().getSimpleName();
  }
}
