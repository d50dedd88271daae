package dev.waybill.canary;

import dev.waybill.record.StoredRecord;
import dev.waybill.record.object.ObjectVersion;
import java.time.Instant;
import java.util.Optional;

/** Probes that return what a test sets, or throw the failure that it sets. */
final class ScriptedCanaryProbes implements CanaryProbes {
  byte[] record;
  boolean logged;
  Boolean queryable = true;
  RuntimeException queryFailure;
  RuntimeException failure;
  RuntimeException causeFailure;
  Step lateStep = Step.NOTIFIED;

  @Override
  public Optional<StoredRecord> findRecord(ObjectVersion version) {
    throwIfSet(failure);
    return Optional.ofNullable(record).map(it -> new StoredRecord(it, Instant.EPOCH));
  }

  @Override
  public boolean isLogged(Canary canary, Instant now) {
    throwIfSet(failure);
    return logged;
  }

  @Override
  public Boolean isQueryable(Canary canary, Instant now) {
    throwIfSet(queryFailure);
    return queryable;
  }

  @Override
  public Cause diagnoseUnsealed(Canary canary) {
    throwIfSet(causeFailure);
    return new Cause(lateStep, "no consumer", "start it");
  }

  @Override
  public Cause diagnoseUnlogged(Canary canary) {
    throwIfSet(causeFailure);
    return new Cause(Step.LOGGED, "the trail is stopped", "start it");
  }

  private static void throwIfSet(RuntimeException failure) {
    if (failure != null) {
      throw failure;
    }
  }
}
