package dev.waybill.canary;

import dev.waybill.canary.StepResult.Status;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.Verdict;
import dev.waybill.record.object.ObjectVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a canary: each look takes it as far as it has come. A step that does not come in its time
 * ends as missing, with the cause that is found then.
 */
public final class CanaryWatch {
  private static final Logger LOG = LoggerFactory.getLogger(CanaryWatch.class);
  private static final String READ_FIX =
      "check the role's rights, the bucket's policy and KMS key, and the network";

  /** After the event must be in the log bucket. */
  private static final Duration ASKED_WITHIN = Duration.ofMinutes(2);

  private static final Cause UNSEEN =
      new Cause(
          Step.QUERYABLE,
          "the event is in the log bucket, and Athena does not find it",
          "see whether the table and the view look where the trail writes (waybill baseline check)");

  private final CanaryProbes sights;
  private final RecordVerifier verifier;
  private final Duration sealedWithin;
  private final Duration loggedWithin;

  /**
   * @param verifier believes the keys that must have signed
   * @param sealedWithin from the upload to the record
   * @param loggedWithin from the upload to its event in the log bucket
   */
  CanaryWatch(
      CanaryProbes sights, RecordVerifier verifier, Duration sealedWithin, Duration loggedWithin) {
    this.sights = sights;
    this.verifier = verifier;
    this.sealedWithin = sealedWithin;
    this.loggedWithin = loggedWithin;
  }

  /** Looks once; never throws for what the network does. */
  public Canary look(Canary canary, Instant now) {
    ObjectVersion version = canary.version();
    return version == null ? canary : asking(logging(sealing(canary, version, now), now), now);
  }

  private Canary sealing(Canary canary, ObjectVersion version, Instant now) {
    if (canary.hasEnded(Step.VERIFIED)) {
      return canary;
    }
    Optional<byte[]> record = Optional.empty();
    Optional<Cause> unread = Optional.empty();
    try {
      record = sights.record(version);
    } catch (RuntimeException e) {
      unread = Optional.of(unread(Step.SEALED, "the provenance bucket", e));
    }
    if (record.isPresent()) {
      return judged(canary, record.get(), now);
    }
    return canary.until(now).compareTo(sealedWithin) < 0
        ? canary
        : unsealed(
            canary,
            now,
            unread.orElseGet(() -> found(Step.SEALED, () -> sights.whyUnsealed(canary))));
  }

  private Canary judged(Canary canary, byte[] bytes, Instant now) {
    Verdict verdict = verifier.verify(bytes);
    if (verdict instanceof Verdict.Invalid invalid) {
      return canary
          .with(StepResult.skipped(Step.NOTIFIED, "the record does not hold, so it says nothing"))
          .reached(Step.SEALED, now)
          .wrong(
              Step.VERIFIED,
              now,
              "the record does not hold: " + invalid.detail(),
              "treat it as an incident: find out who wrote to the provenance bucket; a key that is"
                  + " not trusted may be missing in waybill.signing.keystore");
    }
    CustodyRecord record = ((Verdict.Valid) verdict).record();
    Canary sealed =
        canary
            .reached(Step.NOTIFIED, ReceivedTime.of(record).orElse(record.sealedAt()))
            .reached(Step.SEALED, record.sealedAt());
    return holds(record, canary)
        ? sealed.reached(Step.VERIFIED, now)
        : sealed.wrong(
            Step.VERIFIED,
            now,
            "the record is of another object, or states another digest than was uploaded",
            "treat it as an incident: compare the version's bytes with the record (waybill verify)");
  }

  private static boolean holds(CustodyRecord record, Canary canary) {
    return record.version().equals(canary.version()) && record.sha256().equals(canary.sha256());
  }

  /** What came before the step that is held up was reached; what would follow it cannot come. */
  private Canary unsealed(Canary canary, Instant now, Cause cause) {
    Canary late = canary;
    if (cause.step() == Step.SEALED) {
      late = late.with(StepResult.reached(Step.NOTIFIED, null));
    }
    late = late.with(StepResult.failed(cause.step(), Status.MISSING, late.until(now), cause));
    String why = "waits for " + cause.step().label();
    return late.with(StepResult.skipped(Step.SEALED, why))
        .with(StepResult.skipped(Step.VERIFIED, why));
  }

  private Canary logging(Canary canary, Instant now) {
    if (canary.hasEnded(Step.LOGGED)) {
      return canary;
    }
    Optional<Cause> unread = Optional.empty();
    try {
      if (sights.isLogged(canary, now)) {
        return canary.reached(Step.LOGGED, now);
      }
    } catch (RuntimeException e) {
      unread = Optional.of(unread(Step.LOGGED, "the log bucket", e));
    }
    if (canary.until(now).compareTo(loggedWithin) < 0) {
      return canary;
    }
    Cause cause = unread.orElseGet(() -> found(Step.LOGGED, () -> sights.whyUnlogged(canary)));
    return canary.with(StepResult.failed(Step.LOGGED, Status.MISSING, canary.until(now), cause));
  }

  private Canary asking(Canary canary, Instant now) {
    StepResult logged = canary.ended().get(Step.LOGGED);
    if (logged == null || canary.hasEnded(Step.QUERYABLE)) {
      return canary;
    }
    if (logged.status() != Status.REACHED) {
      return canary.with(StepResult.skipped(Step.QUERYABLE, "waits for logged"));
    }
    Cause cause = UNSEEN;
    try {
      Boolean found = sights.isQueryable(canary, now);
      if (found == null) {
        return canary.with(StepResult.skipped(Step.QUERYABLE, "waybill.audit.enabled is false"));
      }
      if (found) {
        return canary.reached(Step.QUERYABLE, now);
      }
    } catch (RuntimeException e) {
      cause = unread(Step.QUERYABLE, "the log through Athena", e);
    }
    return canary.until(now).compareTo(loggedWithin.plus(ASKED_WITHIN)) < 0
        ? canary
        : canary.with(StepResult.failed(Step.QUERYABLE, Status.MISSING, canary.until(now), cause));
  }

  private static Cause unread(Step step, String what, RuntimeException e) {
    LOG.debug("{} cannot be read", what, e);
    return new Cause(step, what + " cannot be read (" + kind(e) + ")", READ_FIX);
  }

  private static Cause found(Step step, Supplier<Cause> look) {
    try {
      return look.get();
    } catch (RuntimeException e) {
      LOG.debug("the cause cannot be looked for", e);
      return new Cause(step, "the cause cannot be looked for (" + kind(e) + ")", READ_FIX);
    }
  }

  /** A library's message may be long and hold foreign text; its type says which kind it is. */
  private static String kind(RuntimeException e) {
    return e.getClass().getSimpleName();
  }
}
