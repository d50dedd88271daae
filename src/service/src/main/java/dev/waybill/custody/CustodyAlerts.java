package dev.waybill.custody;

import dev.waybill.alert.Finding;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Outcome;
import dev.waybill.model.Received;
import dev.waybill.model.RejectReason;
import dev.waybill.model.Rejected;
import dev.waybill.model.SourceRetained;
import dev.waybill.model.Superseded;
import dev.waybill.record.object.ObjectVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reporter of objects whose custody failed for good. A contradiction of a record or a digest is an
 * incident for each version; any other reason is one incident for all objects, because they share
 * the cause, and so is an order of versions that only notifications state. The uid and the message
 * are logged, so the object's key is in the resource only.
 */
public final class CustodyAlerts implements CustodyListener {
  private static final Set<RejectReason> CONTRADICTIONS =
      EnumSet.of(
          RejectReason.DIGEST_MISMATCH,
          RejectReason.RECORD_CONFLICT,
          RejectReason.RECORD_INVALID,
          RejectReason.COPY_MISMATCH);
  private static final Set<RejectReason> CAUSED_BY_WRITER =
      EnumSet.of(
          RejectReason.MALFORMED_NOTIFICATION,
          RejectReason.SNS_CONFIRMATION,
          RejectReason.ARCHIVED,
          RejectReason.KEY_TOO_LONG);
  private static final String TAMPERING =
      "treat it as an incident: compare the version, its record and its copy (waybill verify), and"
          + " find out who wrote them in CloudTrail; the message is in the dead-letter queue"
          + " (waybill dead-letters list)";
  private static final String WAIVER =
      TAMPERING
          + "; an object below records/ that Waybill never wrote is ignored once a person signs"
          + " that (waybill waive)";
  private static final String DEAD_LETTER =
      "waybill dead-letters list shows the reason and the detail; fix the cause, then run"
          + " waybill dead-letters redrive";

  private static final String HOOK =
      "custody of the objects is as the records state, and a version whose hook direct:sealed failed"
          + " stays where it arrived; repair the route and what it calls, then run waybill"
          + " dead-letters redrive --reason hook-failed";

  private static final String FORGERY =
      "find out in CloudTrail and in the queue's policy which principal other than S3 sends to the"
          + " queue; compare the promoted object with the versions under the incoming prefix"
          + " (waybill verify)";

  private static final String RETAINED =
      "nothing is lost: the object is sealed and promoted; check the Object Lock and the legal"
          + " holds of the raw bucket and the right s3:DeleteObjectVersion, and delete the source"
          + " when it may be deleted";

  private final Consumer<Report> findings;
  private final String bucket;
  private final Clock clock;

  /**
   * @param findings receives the reports; never throws and never blocks for long
   * @param bucket bucket under custody, for messages that name none
   */
  public CustodyAlerts(Consumer<Report> findings, String bucket, Clock clock) {
    this.findings = findings;
    this.bucket = bucket;
    this.clock = clock;
  }

  @Override
  public void orderIgnored(Received received) {
    findings.accept(
        bucketFinding(
            "custody-notification-contradicted",
            "A notification contradicts S3",
            Severity.HIGH,
            "the time that the notification states is far from the version's Last-Modified; its"
                + " time and sequencer are ignored, and the version stays in custody",
            FORGERY,
            received.version()));
  }

  @Override
  public void ended(Outcome outcome, Duration took) {
    if (outcome instanceof Rejected rejected) {
      findings.accept(finding(rejected));
    } else if (outcome instanceof Superseded superseded && superseded.contradicted()) {
      findings.accept(
          bucketFinding(
              "custody-current-superseded",
              "S3's current version was superseded",
              Severity.MEDIUM,
              "the version was S3's current one, and was written in the same second as the promoted"
                  + " one; only the sequencers of their notifications say which is newer",
              FORGERY,
              superseded.version()));
    } else if (outcome instanceof SourceRetained retained) {
      findings.accept(
          bucketFinding(
              "custody-" + retained.label(),
              "The source of a promoted object could not be deleted",
              Severity.MEDIUM,
              retained.label() + ": S3 denies to delete a source whose copy is verified",
              RETAINED,
              retained.version()));
    }
  }

  /** One incident for the bucket, because the cause usually concerns all its objects. */
  private Finding bucketFinding(
      String rule,
      String title,
      Severity severity,
      String message,
      String remediation,
      ObjectVersion version) {
    Instant now = clock.instant();
    return new Finding(
        rule + "/" + version.bucket(),
        rule,
        title,
        severity,
        message,
        remediation,
        "arn:aws:s3:::" + version.bucket() + "/" + version.key(),
        now,
        OccurrenceStats.once(now),
        Map.of("versionId", version.versionId()),
        List.of());
  }

  private Finding finding(Rejected rejected) {
    String rule = "custody-" + rejected.reason().label();
    boolean contradiction = CONTRADICTIONS.contains(rejected.reason());
    ObjectVersion version = rejected.version();
    String where = version == null ? bucket : version.bucket();
    String uid = rule + "/" + where;
    if (contradiction && version != null) {
      uid += "/" + IncidentName.of(version.uri());
    }
    Instant now = clock.instant();
    return new Finding(
        uid,
        rule,
        title(rejected.reason()),
        severity(rejected.reason()),
        rejected.reason().label() + ": " + rejected.detail(),
        remediation(rejected.reason()),
        "arn:aws:s3:::" + where + (version == null ? "" : "/" + version.key()),
        now,
        OccurrenceStats.once(now),
        version == null ? Map.of() : Map.of("versionId", version.versionId()),
        List.of());
  }

  private static String title(RejectReason reason) {
    if (reason == RejectReason.HOOK_FAILED) {
      return "A hook failed in every delivery";
    }
    return CONTRADICTIONS.contains(reason)
        ? "Custody is contradicted"
        : "Custody of an object was given up";
  }

  private static String remediation(RejectReason reason) {
    if (reason == RejectReason.HOOK_FAILED) {
      return HOOK;
    }
    if (reason == RejectReason.RECORD_INVALID) {
      return WAIVER;
    }
    return CONTRADICTIONS.contains(reason) ? TAMPERING : DEAD_LETTER;
  }

  private static Severity severity(RejectReason reason) {
    if (CONTRADICTIONS.contains(reason)) {
      return Severity.CRITICAL;
    }
    return CAUSED_BY_WRITER.contains(reason) ? Severity.MEDIUM : Severity.HIGH;
  }
}
