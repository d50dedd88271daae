package dev.waybill.log.cosign;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.log.LogPaths;
import dev.waybill.log.cosign.WitnessProgress.Kind;
import dev.waybill.record.log.Quantity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Findings about the witnesses of the log, and their ends. */
final class CosigningFindings {
  /** Time without enough cosignatures of the newest checkpoint after which it is a finding. */
  static final Duration BEHIND_AFTER = Duration.ofMinutes(5);

  /** Time after which a finding that lasts is reported again. */
  static final Duration REPEAT_AFTER = Duration.ofMinutes(15);

  private static final String BEHIND = "log-witness-behind";
  private static final String REJECTED = "log-witness-rejected";
  private static final String FORK = "log-fork";

  private final String origin;
  private final String resource;
  private final Clock clock;

  /** Time of the last report of each lasting finding; null once its end was reported. */
  private final Map<String, @Nullable Instant> reported = new HashMap<>();

  private @Nullable Instant behindSince;

  CosigningFindings(String origin, String bucket, Clock clock) {
    this.origin = origin;
    this.resource = "arn:aws:s3:::" + bucket + "/" + LogPaths.CHECKPOINT;
    this.clock = clock;
  }

  /**
   * Returns what is to be reported after a run.
   *
   * @param isSatisfied true when the newest checkpoint has enough cosignatures
   */
  List<Report> reports(boolean isSatisfied, List<WitnessProgress> witnesses) {
    Instant now = clock.instant();
    List<Report> reports = new ArrayList<>();
    for (WitnessProgress witness : witnesses) {
      String name = witness.endpoint().name();
      if (witness.kind() == Kind.FORKED) {
        add(fork(name, witness.message(), now), reports);
      } else if (witness.kind() == Kind.REJECTED) {
        add(rejected(name, witness.message(), now), reports);
      } else if (witness.kind() == Kind.COSIGNED) {
        end(forkUid(name), FORK, "the witness cosigns the log again", now, reports);
        end(rejectedUid(name), REJECTED, "the witness cosigns the log", now, reports);
      }
    }
    addBehind(isSatisfied, witnesses, now, reports);
    return reports;
  }

  private void addBehind(
      boolean isSatisfied, List<WitnessProgress> witnesses, Instant now, List<Report> reports) {
    if (isSatisfied) {
      behindSince = null;
      end(behindUid(), BEHIND, "the newest checkpoint has enough cosignatures", now, reports);
      return;
    }
    Instant since = Objects.requireNonNullElse(behindSince, now);
    behindSince = since;
    if (!now.isBefore(since.plus(BEHIND_AFTER))) {
      add(behind(since, witnesses, now), reports);
    }
  }

  /** Adds a finding, unless it was reported a short time ago. */
  private void add(Finding finding, List<Report> reports) {
    Instant last = reported.get(finding.uid());
    if (last == null || !finding.time().isBefore(last.plus(REPEAT_AFTER))) {
      reported.put(finding.uid(), finding.time());
      reports.add(finding);
    }
  }

  /**
   * Adds an end once; also when no finding is known, since another process may have reported it.
   */
  private void end(String uid, String rule, String why, Instant now, List<Report> reports) {
    if (!reported.containsKey(uid) || reported.get(uid) != null) {
      reported.put(uid, null);
      reports.add(new FindingEnd(uid, rule, now, why));
    }
  }

  private Finding fork(String witness, String what, Instant now) {
    return new Finding(
        forkUid(witness),
        FORK,
        "A witness has seen another log under our name",
        Severity.CRITICAL,
        "the witness " + witness + " of the log " + origin + " " + what,
        "compare the checkpoint that the witness publishes with "
            + LogPaths.CHECKPOINT
            + " and its older versions: the checkpoint was rolled back, tiles were changed, or"
            + " another holder of the log's key signed another tree",
        resource,
        now);
  }

  private Finding rejected(String witness, String what, Instant now) {
    return new Finding(
        rejectedUid(witness),
        REJECTED,
        "A witness does not accept the log",
        Severity.MEDIUM,
        "the witness " + witness + " of the log " + origin + " " + what,
        "give the vkeys of the log ("
            + LogPaths.VKEYS
            + ") to the operator of the witness, and"
            + " check its URL in waybill.record-log.policy; 403 means that the witness knows other"
            + " keys, 404 that it does not know the log",
        resource,
        now);
  }

  private Finding behind(Instant since, List<WitnessProgress> witnesses, Instant now) {
    Map<String, String> details = new LinkedHashMap<>();
    witnesses.forEach(it -> details.put(it.endpoint().name(), it.message()));
    long cosigned = witnesses.stream().filter(it -> !it.gained().isEmpty()).count();
    return new Finding(
        behindUid(),
        BEHIND,
        "The log lacks cosignatures",
        Severity.HIGH,
        "the newest checkpoint of the log "
            + origin
            + " lacks the cosignatures that its policy requires since "
            + since
            + "; "
            + cosigned
            + " of "
            + Quantity.of(witnesses.size(), "witness", "witnesses")
            + " cosigned it",
        "see the details for the answer of each witness; the log goes on without cosignatures, but"
            + " nothing outside the account confirms it meanwhile",
        resource,
        now,
        OccurrenceStats.once(now),
        details,
        List.of());
  }

  private String forkUid(String witness) {
    return FORK + "/" + origin + "/witness/" + witness;
  }

  private String rejectedUid(String witness) {
    return REJECTED + "/" + origin + "/" + witness;
  }

  private String behindUid() {
    return BEHIND + "/" + origin;
  }
}
