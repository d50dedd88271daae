package dev.waybill.ops;

import dev.waybill.model.RejectReason;
import dev.waybill.model.SkipReason;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Labels of all outcomes. A test compares them with the sealed type. */
final class OutcomeLabels {
  private OutcomeLabels() {}

  static List<String> all() {
    Stream<String> ends =
        Stream.of(
            "promoted",
            "already-done",
            "source-retained",
            "superseded",
            "canary-sealed",
            "backfill-sealed");
    Stream<String> skipped =
        Arrays.stream(SkipReason.values()).map(reason -> "skipped-" + reason.label());
    Stream<String> rejected =
        Arrays.stream(RejectReason.values()).map(reason -> "rejected-" + reason.label());
    Stream<String> failed =
        Arrays.stream(RejectReason.values()).map(reason -> "backfill-failed-" + reason.label());
    return Stream.of(ends, skipped, rejected, failed).flatMap(labels -> labels).toList();
  }
}
