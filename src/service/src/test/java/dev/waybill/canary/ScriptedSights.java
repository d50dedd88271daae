package dev.waybill.canary;

import dev.waybill.record.object.ObjectVersion;
import java.time.Instant;
import java.util.Optional;

/** Sees what a test says; a failure is thrown by every look. */
final class ScriptedSights implements CanaryProbes {
  byte[] record;
  boolean logged;
  Boolean queryable = true;
  RuntimeException queryFailure;
  RuntimeException failure;
  RuntimeException causeFailure;
  Step heldUp = Step.NOTIFIED;

  @Override
  public Optional<byte[]> record(ObjectVersion version) {
    fail(failure);
    return Optional.ofNullable(record);
  }

  @Override
  public boolean isLogged(Canary canary, Instant now) {
    fail(failure);
    return logged;
  }

  @Override
  public Boolean isQueryable(Canary canary, Instant now) {
    fail(queryFailure);
    return queryable;
  }

  @Override
  public Cause whyUnsealed(Canary canary) {
    fail(causeFailure);
    return new Cause(heldUp, "nobody takes it", "start it");
  }

  @Override
  public Cause whyUnlogged(Canary canary) {
    fail(causeFailure);
    return new Cause(Step.LOGGED, "the trail is stopped", "start it");
  }

  private static void fail(RuntimeException failure) {
    if (failure != null) {
      throw failure;
    }
  }
}
