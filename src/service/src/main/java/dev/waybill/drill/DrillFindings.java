package dev.waybill.drill;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings about drills, and their ends. */
final class DrillFindings {
  static final String LATE = "drill-late";
  static final String FAILED = "drill-failed";

  private final String bucket;

  /**
   * @param bucket the raw bucket
   */
  DrillFindings(String bucket) {
    this.bucket = bucket;
  }

  /** Returns what an ended drill has to report. */
  List<Report> of(Drill drill, Instant now) {
    return switch (drill.phase()) {
      case FOUND ->
          List.of(
              end(LATE, now, "the alteration of a later drill was found in time"),
              end(FAILED, now, "a later drill was made"));
      case LATE -> List.of(late(drill, now), end(FAILED, now, "a later drill was made"));
      case FAILED -> List.of(failed(drill, now));
      case UPLOADING, SEALING, ALTERING, WATCHING -> List.of();
    };
  }

  private Report end(String rule, Instant now, String reason) {
    return new FindingEnd(uid(rule), rule, now, reason);
  }

  private String uid(String rule) {
    return rule + "/" + bucket;
  }

  private Finding late(Drill drill, Instant now) {
    DrillSighting sighting = drill.sighting();
    String found =
        sighting == null
            ? "was not found within " + hours(drill)
            : "was found at " + sighting.at() + ", later than within " + hours(drill);
    return finding(
        LATE,
        "The alteration of a drill was not found in time",
        Severity.HIGH,
        drill,
        "a sealed object that was "
            + drill.kind().label()
            + " at "
            + drill.alteredAt()
            + " "
            + found
            + ": detection is broken or late",
        "check that re-verification runs on the leader (waybill_fixity_glance_age_seconds, waybill"
            + " fixity status), that its role may list and read the raw bucket, and that findings"
            + " reach the store of incidents; fixity-"
            + drill.kind().condition().label()
            + " is expected for the object",
        now);
  }

  private static String hours(Drill drill) {
    long minutes = drill.within().toMinutes();
    return minutes % 60 == 0 ? minutes / 60 + " h" : minutes + " min";
  }

  private Finding failed(Drill drill, Instant now) {
    return finding(
        FAILED,
        "A drill could not be made",
        Severity.MEDIUM,
        drill,
        "the object of a drill could not be "
            + drill.kind().label()
            + ": "
            + drill.failure()
            + "; detection was not measured",
        "check the rights of waybill.service.role below the prefix of drills (waybill baseline"
            + " check), and that a canary is sealed (waybill canary)",
        now);
  }

  /** The report's token is the drill, so that a report that a crash repeats counts once. */
  private Finding finding(
      String rule,
      String title,
      Severity severity,
      Drill drill,
      String message,
      String fix,
      Instant now) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("drill", drill.id());
    details.put("alteration", drill.kind().label());
    String versionId = drill.versionId();
    if (versionId != null) {
      details.put("versionId", versionId);
    }
    DrillSeal seal = drill.seal();
    if (seal != null) {
      details.put("entry", Long.toString(seal.index()));
      details.put("record", seal.recordKey());
    }
    return new Finding(
        uid(rule),
        rule,
        title,
        severity,
        message,
        fix,
        "arn:aws:s3:::" + bucket + "/" + drill.key(),
        now,
        new OccurrenceStats(now, now, 1, drill.id()),
        details,
        List.of());
  }
}
