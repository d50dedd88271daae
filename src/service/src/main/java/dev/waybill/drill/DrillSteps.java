package dev.waybill.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Steps of a drill. Each is repeated after a crash without another effect, and what it returns is
 * stored before the next one.
 */
final class DrillSteps {
  /** Time within which the object must be sealed, in the log, and altered. */
  static final Duration PREPARED_WITHIN = Duration.ofHours(1);

  /** Age of the stated time of an alteration that is not made, above which it is stated anew. */
  static final Duration STATED_WITHIN = Duration.ofMinutes(5);

  private final DrillObjects objects;
  private final DrillEvidence evidence;

  DrillSteps(DrillObjects objects, DrillEvidence evidence) {
    this.objects = objects;
    this.evidence = evidence;
  }

  /**
   * Returns the drill after its next step; the same drill when it has to wait.
   *
   * @throws RuntimeException when the step cannot be made now
   */
  Drill next(Drill drill, Instant now) {
    return switch (drill.phase()) {
      case UPLOADING -> drill.uploaded(objects.upload(drill.key(), drill.content()));
      case SEALING ->
          evidence
              .seal(drill.version())
              .map(drill::sealed)
              .orElseGet(() -> overdue(drill, now, "it was not sealed and in the log"));
      case ALTERING -> alter(drill, now);
      case WATCHING -> watch(drill, now);
      case FOUND, LATE, FAILED -> drill;
    };
  }

  /** The time is stored before the alteration, so that no measured time is too short. */
  private Drill alter(Drill drill, Instant now) {
    Instant stated = drill.alteredAt();
    if (stated == null) {
      return isOverdue(drill, now)
          ? overdue(drill, now, "it was not altered")
          : drill.altering(now);
    }
    if (!objects.isAltered(drill.kind(), drill.version())) {
      if (isOverdue(drill, now)) {
        return overdue(drill, now, "it was not altered");
      }
      if (now.isAfter(stated.plus(STATED_WITHIN))) {
        return drill.altering(now);
      }
      objects.alter(drill.kind(), drill.version(), drill.otherContent());
    }
    return drill.watching();
  }

  private Drill watch(Drill drill, Instant now) {
    Optional<DrillSighting> found =
        evidence.sighting(drill.kind(), Objects.requireNonNull(drill.seal()));
    if (found.isPresent()) {
      return drill.found(found.get());
    }
    return now.isAfter(drill.deadline()) ? drill.late() : drill;
  }

  /**
   * Returns the drill after a step that failed.
   *
   * @param cause reason of the failure
   */
  static Drill failed(Drill drill, Instant now, String cause) {
    return switch (drill.phase()) {
      case UPLOADING, SEALING, ALTERING -> overdue(drill, now, cause);
      // What cannot be seen was not found.
      case WATCHING -> now.isAfter(drill.deadline()) ? drill.late() : drill;
      case FOUND, LATE, FAILED -> drill;
    };
  }

  private static Drill overdue(Drill drill, Instant now, String why) {
    return isOverdue(drill, now) ? drill.failed(why) : drill;
  }

  private static boolean isOverdue(Drill drill, Instant now) {
    return now.isAfter(drill.begunAt().plus(PREPARED_WITHIN));
  }
}
