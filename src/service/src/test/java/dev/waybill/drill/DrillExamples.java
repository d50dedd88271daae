package dev.waybill.drill;

import dev.waybill.record.object.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Drills on their way to each end, for tests of what shows them. */
public final class DrillExamples {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final Drill BEGUN =
      Drill.begin(
          "20261130T120000Z-00ff00ff",
          DrillKind.HIDDEN,
          "raw",
          "test/drill/",
          NOW,
          Duration.ofHours(26));
  private static final Drill UPLOADED = BEGUN.uploaded("v1");
  private static final Drill WATCHING =
      UPLOADED
          .sealed(new DrillSeal(7, "records/r", Sha256.hash("record")))
          .altering(NOW.plusSeconds(2))
          .watching();

  private DrillExamples() {}

  /** Returns the steps of a drill that was found after an hour. */
  public static List<Drill> found() {
    return List.of(
        BEGUN,
        UPLOADED,
        WATCHING,
        WATCHING,
        WATCHING.found(new DrillSighting(NOW.plusSeconds(3602), "fixity-hidden")));
  }

  /** Returns the steps of a drill that was not found. */
  public static List<Drill> late() {
    return List.of(UPLOADED, WATCHING, WATCHING.late());
  }

  /** Returns the steps of a drill that could not be made. */
  public static List<Drill> failed(String why) {
    return List.of(BEGUN, BEGUN.failed(why));
  }

  /** Returns the state after the end of a drill that was found at 13:00:02. */
  public static DrillState ended() {
    return DrillState.NONE.ended(found().get(4));
  }
}
