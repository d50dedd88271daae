package dev.waybill.cli;

import dev.waybill.cli.FixityService.Defect;
import dev.waybill.cli.FixityService.Status;
import dev.waybill.fixity.plan.CoverageCount;
import dev.waybill.fixity.plan.FixityStanding;
import dev.waybill.fixity.plan.PlanPrice;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON that the command {@code fixity} prints. */
final class FixityJson {
  private FixityJson() {}

  static Map<String, Object> of(Status status) {
    FixityStanding standing = status.standing();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("cycle", standing.plan().cycle().id().name());
    fields.put("began", standing.plan().cycle().id().began().toString());
    fields.put("versions", standing.plan().cycle().size());
    fields.put("every", standing.plan().policy().every().toString());
    fields.put("kept", standing.isKept());
    fields.put("coverage", coverage(standing));
    Map<String, Long> counts = new TreeMap<>();
    standing.coverage().openDefects().forEach((key, count) -> counts.put(key.label(), count));
    fields.put("openDefects", counts);
    fields.put("defects", status.named().stream().map(FixityJson::defect).toList());
    fields.put("left", left(standing));
    fields.put("statement", statement(status));
    return fields;
  }

  private static Map<String, Object> coverage(FixityStanding standing) {
    CoverageCount all = standing.coverage().total();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("versions", all.versions());
    fields.put("bytes", all.bytes());
    fields.put("within", all.within());
    fields.put("withinLimit", all.withinLimit());
    fields.put("overdue", standing.overdueVersions());
    fields.put("never", all.never());
    fields.put("waiting", standing.waiting());
    fields.put("unverifiable", all.unverifiable());
    fields.put("oldest", time(all.oldest()));
    return fields;
  }

  private static Map<String, Object> defect(Defect defect) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("condition", defect.condition().label());
    fields.put("version", defect.version());
    fields.put("index", defect.index());
    fields.put("since", time(defect.since()));
    return fields;
  }

  private static Map<String, Object> left(FixityStanding standing) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("versions", standing.left().versions());
    fields.put("bytes", standing.left().bytes());
    fields.put("secondsAtBudget", standing.rate().workSeconds());
    fields.put("secondsOfPromise", standing.rate().leftSeconds());
    fields.put("late", standing.rate().isLate());
    fields.put("versionsPerSecond", standing.versionsPerSecond());
    Duration left = standing.timeLeft();
    fields.put("secondsAtRate", left == null ? null : left.toSeconds());
    return fields;
  }

  private static @Nullable Map<String, Object> statement(Status status) {
    if (status.statement() == null) {
      return null;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("key", status.statement().key());
    fields.put("at", time(status.statement().at()));
    return fields;
  }

  static Map<String, Object> of(PlanPrice price) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("versions", price.versions());
    fields.put("bytes", price.bytes());
    fields.put("estimate", price.isEstimate());
    fields.put("requests", Math.round(price.requests()));
    fields.put("hours", price.hours());
    fields.put("days", price.days());
    fields.put("pricesOf", price.prices().region());
    fields.put("dollars", price.dollars());
    fields.put("dollarsOfEvents", price.dollarsOfEvents());
    fields.put("dollarsOfNat", price.dollarsOfNat());
    fields.put("sufficient", price.isSufficient());
    fields.put("advice", price.advice());
    return fields;
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
