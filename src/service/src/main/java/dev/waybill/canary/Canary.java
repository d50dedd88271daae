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
 * A canary and how far it has come. A step that has ended stays as it ended.
 *
 * @param bucket where it was put
 * @param key its key, made by us
 * @param versionId null when S3 gave none, or refused it
 * @param sha256 of what was uploaded
 * @param uploadedAt when the upload began
 * @param ended the steps that have ended
 */
public record Canary(
    String bucket,
    String key,
    @Nullable String versionId,
    Sha256 sha256,
    Instant uploadedAt,
    Map<Step, StepResult> ended) {
  public Canary {
    Map<Step, StepResult> copy = new EnumMap<>(Step.class);
    copy.putAll(ended);
    ended = Collections.unmodifiableMap(copy);
  }

  static Canary uploaded(
      String bucket, String key, @Nullable String versionId, Sha256 sha256, Instant uploadedAt) {
    return new Canary(bucket, key, versionId, sha256, uploadedAt, Map.of());
  }

  /** The same with one step ended; a step that had ended before keeps its result. */
  Canary with(StepResult result) {
    Map<Step, StepResult> more = new EnumMap<>(Step.class);
    more.put(result.step(), result);
    more.putAll(ended);
    return new Canary(bucket, key, versionId, sha256, uploadedAt, more);
  }

  /** The same with every step from one on, that has not ended, skipped. */
  Canary skipping(Step from, String why) {
    Canary canary = this;
    for (Step step : Step.values()) {
      if (step.compareTo(from) >= 0) {
        canary = canary.with(StepResult.skipped(step, why));
      }
    }
    return canary;
  }

  boolean hasEnded(Step step) {
    return ended.containsKey(step);
  }

  /** The version that S3 made of it; null without one. */
  public @Nullable ObjectVersion version() {
    return versionId == null ? null : new ObjectVersion(bucket, key, versionId);
  }

  /** Whether every step has ended. */
  public boolean isThrough() {
    return Arrays.stream(Step.values()).allMatch(ended::containsKey);
  }

  /** Whether no step that has ended is wrong or missing. */
  public boolean isWell() {
    return findings().isEmpty();
  }

  /** The steps that somebody has to look at, in order. */
  public List<StepResult> findings() {
    return results().stream().filter(StepResult::isFinding).toList();
  }

  /** The steps that have ended, in order. */
  public Collection<StepResult> results() {
    return ended.values();
  }

  /** From the upload's begin until then; clocks that disagree make it no less than nothing. */
  Duration until(Instant then) {
    Duration time = Duration.between(uploadedAt, then);
    return time.isNegative() ? Duration.ZERO : time;
  }

  Canary reached(Step step, Instant at) {
    return with(StepResult.reached(step, until(at)));
  }

  Canary wrong(Step step, Instant at, String what, String fix) {
    return with(StepResult.failed(step, Status.WRONG, until(at), new Cause(step, what, fix)));
  }
}
