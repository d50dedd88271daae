package dev.waybill.canary;

import dev.waybill.canary.StepResult.Status;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Test object and the results of its steps so far. The result of a step never changes.
 *
 * @param bucket bucket that the object was uploaded to
 * @param key key that Waybill generated
 * @param versionId version that S3 created; null when the bucket is not versioned or the upload
 *     failed
 * @param sha256 digest of the uploaded bytes
 * @param uploadedAt start of the upload
 * @param resultsByStep results of the steps that have ended
 */
public record Canary(
    String bucket,
    String key,
    @Nullable String versionId,
    Sha256 sha256,
    Instant uploadedAt,
    Map<Step, StepResult> resultsByStep) {
  public Canary {
    Map<Step, StepResult> copy = new EnumMap<>(Step.class);
    copy.putAll(resultsByStep);
    resultsByStep = Collections.unmodifiableMap(copy);
  }

  static Canary uploaded(
      String bucket, String key, @Nullable String versionId, Sha256 sha256, Instant uploadedAt) {
    return new Canary(bucket, key, versionId, sha256, uploadedAt, Map.of());
  }

  /** Returns a copy with one more result; a step that has ended keeps its result. */
  Canary withResult(StepResult result) {
    Map<Step, StepResult> more = new EnumMap<>(Step.class);
    more.put(result.step(), result);
    more.putAll(resultsByStep);
    return new Canary(bucket, key, versionId, sha256, uploadedAt, more);
  }

  /** Returns a copy in which every step from the given one on is skipped unless it has ended. */
  Canary withSkippedFrom(Step first, String why) {
    Canary canary = this;
    for (Step step : Step.values()) {
      if (step.compareTo(first) >= 0) {
        canary = canary.withResult(StepResult.skipped(step, why));
      }
    }
    return canary;
  }

  boolean hasEnded(Step step) {
    return resultsByStep.containsKey(step);
  }

  /**
   * Returns the version that S3 created.
   *
   * @return version, or null when S3 created none
   */
  public @Nullable ObjectVersion version() {
    return versionId == null ? null : new ObjectVersion(bucket, key, versionId);
  }

  /** Returns whether every step has ended. */
  public boolean isComplete() {
    return Arrays.stream(Step.values()).allMatch(resultsByStep::containsKey);
  }

  /** Returns whether no step that has ended is wrong or missing. */
  public boolean isHealthy() {
    return findings().isEmpty();
  }

  /** Returns the results that need attention, in the order of the steps. */
  public List<StepResult> findings() {
    return results().stream().filter(StepResult::isFinding).toList();
  }

  /** Returns the results of the steps that have ended, in the order of the steps. */
  public Collection<StepResult> results() {
    return resultsByStep.values();
  }

  /**
   * Returns the time from the start of the upload to an instant; zero when clocks disagree and the
   * instant is earlier.
   */
  Duration elapsed(Instant until) {
    Duration time = Duration.between(uploadedAt, until);
    return time.isNegative() ? Duration.ZERO : time;
  }

  Canary withReached(Step step, Instant at) {
    return withResult(StepResult.reached(step, elapsed(at)));
  }

  Canary withWrong(Step step, Instant at, String what, String fix) {
    return withResult(
        StepResult.failed(step, Status.WRONG, elapsed(at), new Cause(step, what, fix)));
  }
}
