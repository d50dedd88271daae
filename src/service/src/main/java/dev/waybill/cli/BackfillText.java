package dev.waybill.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.backfill.BackfillEstimate;
import dev.waybill.backfill.BackfillPlan;
import dev.waybill.backfill.UnitResult;
import dev.waybill.backfill.VersionCounts;
import dev.waybill.cli.BackfillService.Offer;
import dev.waybill.record.offline.EscapedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Texts and JSON of backfills. */
final class BackfillText {
  private static final double GIB = 1L << 30;

  private BackfillText() {}

  static List<String> lines(Offer offer) {
    BackfillEstimate work = offer.work();
    return List.of(
        String.format(
            Locale.ROOT,
            "versions   %,d at most: %,d to seal where they are, %,d to promote",
            work.versions(),
            work.inPlace(),
            work.promoted()),
        String.format(Locale.ROOT, "bytes      %,d (%.2f GiB)", work.bytes(), work.bytes() / GIB),
        "excluded   " + counts(work.excluded()),
        String.format(
            Locale.ROOT,
            "price      $%.4f at most, for requests and data events in %s",
            offer.dollars(),
            offer.region()),
        String.format(
            Locale.ROOT,
            "duration   %.0f s at %d versions a second",
            work.seconds(offer.rate()),
            offer.rate()));
  }

  static ObjectNode json(Offer offer) {
    BackfillEstimate work = offer.work();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("versions", work.versions()).put("inPlace", work.inPlace());
    json.put("promoted", work.promoted()).put("bytes", work.bytes());
    counts(json.putObject("excluded"), work.excluded());
    json.put("dollars", offer.dollars()).put("region", offer.region());
    json.put("versionsPerSecond", offer.rate()).put("seconds", work.seconds(offer.rate()));
    return json;
  }

  static String progress(BackfillPlan plan) {
    return phase(plan) + "  " + counts(plan.counts());
  }

  static List<String> lines(BackfillPlan plan) {
    List<String> lines = new ArrayList<>();
    lines.add("backfill   " + plan.job() + ", " + phase(plan));
    lines.add("prefix     \"" + EscapedText.of(plan.prefix()) + "\"");
    lines.add("source     " + EscapedText.of(plan.source()));
    lines.add("before     " + plan.before());
    lines.add("versions   " + counts(plan.counts()));
    lines.add(String.format(Locale.ROOT, "bytes      %,d sealed", plan.bytes()));
    for (UnitResult.Failure failure : plan.failures()) {
      lines.add(
          "FAILED     "
              + EscapedText.of(failure.key() + "?versionId=" + failure.versionId())
              + " "
              + failure.reason()
              + ": "
              + EscapedText.of(failure.detail()));
    }
    return lines;
  }

  static ObjectNode json(BackfillPlan plan) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("job", plan.job()).put("phase", phase(plan)).put("prefix", plan.prefix());
    json.put("source", plan.source()).put("before", plan.before().toString());
    json.put("versionsPerSecond", plan.rate());
    counts(json.putObject("versions"), plan.counts());
    json.put("bytes", plan.bytes());
    ArrayNode failures = json.putArray("failed");
    for (UnitResult.Failure failure : plan.failures()) {
      failures
          .addObject()
          .put("key", failure.key())
          .put("versionId", failure.versionId())
          .put("reason", failure.reason())
          .put("detail", failure.detail());
    }
    if (plan.ended() != null) {
      json.put("ended", plan.ended().toString());
    }
    return json;
  }

  private static String phase(BackfillPlan plan) {
    return plan.phase().name().toLowerCase(Locale.ROOT);
  }

  private static void counts(ObjectNode json, VersionCounts counts) {
    counts.byLabel().forEach(json::put);
  }

  private static String counts(VersionCounts counts) {
    return counts.byLabel().isEmpty()
        ? "none"
        : counts.byLabel().entrySet().stream()
            .map(it -> it.getKey() + String.format(Locale.ROOT, " %,d", it.getValue()))
            .collect(Collectors.joining(", "));
  }
}
