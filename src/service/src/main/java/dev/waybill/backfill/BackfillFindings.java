package dev.waybill.backfill;

import dev.waybill.alert.Finding;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.backfill.BackfillPlan.Phase;
import dev.waybill.model.RejectReason;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finding of a backfill that ended without sealing everything. */
final class BackfillFindings {
  private static final String RULE = "backfill-incomplete";
  private static final Set<String> CONTRADICTIONS =
      Set.of(
          RejectReason.DIGEST_MISMATCH.label(),
          RejectReason.RECORD_CONFLICT.label(),
          RejectReason.RECORD_INVALID.label(),
          RejectReason.COPY_MISMATCH.label());

  private final String bucket;
  private final Clock clock;
  private @Nullable String told;

  BackfillFindings(String bucket, Clock clock) {
    this.bucket = bucket;
    this.clock = clock;
  }

  /** Returns the finding of a backfill that is done, once in each process. */
  List<Report> of(BackfillPlan plan) {
    long failed = plan.counts().failed();
    if (plan.phase() != Phase.DONE || failed == 0 || plan.job().equals(told)) {
      return List.of();
    }
    told = plan.job();
    Instant now = clock.instant();
    return List.of(
        new Finding(
            RULE + "/" + bucket + "/" + plan.job(),
            RULE,
            "A backfill could not seal everything",
            isContradicted(plan) ? Severity.CRITICAL : Severity.MEDIUM,
            failed + " versions could not be sealed: " + reasons(plan),
            "waybill backfill status names the first ones and the reason of each; fix the cause,"
                + " then run waybill backfill again: it seals only what is left",
            "arn:aws:s3:::" + bucket,
            now,
            OccurrenceStats.once(now),
            Map.of("job", plan.job()),
            List.of()));
  }

  private static boolean isContradicted(BackfillPlan plan) {
    return CONTRADICTIONS.stream().anyMatch(it -> plan.counts().of(VersionCounts.FAILED + it) > 0);
  }

  private static String reasons(BackfillPlan plan) {
    StringBuilder text = new StringBuilder();
    plan.counts()
        .byLabel()
        .forEach(
            (label, number) -> {
              if (label.startsWith(VersionCounts.FAILED)) {
                text.append(text.isEmpty() ? "" : ", ")
                    .append(label.substring(VersionCounts.FAILED.length()))
                    .append(' ')
                    .append(number);
              }
            });
    return text.toString();
  }
}
