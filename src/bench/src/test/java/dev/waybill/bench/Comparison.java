package dev.waybill.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Comparison of consumers by throughput: rows P1, P2, P4 and P7. */
final class Comparison {
  private final Throughput throughput;

  Comparison(Throughput throughput) {
    this.throughput = throughput;
  }

  List<ReportRow> rows() {
    List<ReportRow> rows = new ArrayList<>();
    rows.add(
        rateRow(
            "P1", "objects/s with defaults ÷ stock Camel", 20, Consumers.WAYBILL, Consumers.CAMEL));
    rows.add(
        rateRow(
            "P1",
            "objects/s tuned ÷ stock Camel tuned",
            1.8,
            Consumers.WAYBILL_TUNED,
            Consumers.CAMEL_TUNED));
    rows.add(
        rateRow(
            "P2",
            "objects/s tuned ÷ Spring Cloud AWS tuned",
            1.8,
            Consumers.WAYBILL_TUNED,
            Consumers.SPRING_TUNED));
    rows.add(
        rateRow(
            "P2",
            "objects/s tuned ÷ boto3 with one process per core",
            15,
            Consumers.WAYBILL_TUNED,
            Consumers.BOTO3));
    rows.add(
        ReportRow.number(
            "P4",
            "S3 and SQS calls per object, with defaults",
            Goal.atMost(4.3, ""),
            delayed(Consumers.WAYBILL, Batch::totalCalls),
            ""));
    rows.add(
        ReportRow.plain(
            "P4",
            "of them for the log, with defaults",
            delayed(Consumers.WAYBILL, Batch::logCalls),
            ""));
    rows.add(
        ReportRow.number(
            "P4",
            "S3 calls per object for the log, tuned",
            Goal.atMost(0.02, ""),
            delayed(Consumers.WAYBILL_TUNED, Batch::logCalls),
            ""));
    rows.add(cpuRow("÷ stock Camel tuned", 0.9, Consumers.WAYBILL, Consumers.CAMEL_TUNED));
    rows.add(cpuRow("÷ without the log", 1.03, Consumers.WAYBILL, Consumers.WAYBILL_NO_LOG));
    rows.add(cpuRow("÷ Bento", 1.1, Consumers.WAYBILL, Consumers.BENTO));
    return rows;
  }

  private ReportRow rateRow(String id, String what, double goal, String consumer, String peer) {
    Series ratio = delayed(consumer, Batch::rate).dividedBy(delayed(peer, Batch::rate));
    return explainMissing(
        ReportRow.ratio(id, what, Goal.atLeast(goal), key("rate", consumer, peer), ratio), peer);
  }

  private ReportRow cpuRow(String what, double goal, String consumer, String peer) {
    String key = key("cpu", consumer, peer);
    Series ratio = undelayed(consumer, Batch::cpu).dividedBy(undelayed(peer, Batch::cpu));
    return explainMissing(
        ReportRow.ratio(
            "P7",
            "CPU s per 1,000 objects, warm, no call delay, with defaults " + what,
            Goal.atMost(goal, ""),
            key,
            ratio),
        peer);
  }

  /** Replaces the verdict of a missing peer with the reason. */
  private ReportRow explainMissing(ReportRow row, String peer) {
    if (row.ratio() != null) {
      return row;
    }
    String reason =
        switch (peer) {
          case Consumers.BENTO -> "no -Dbench.bento";
          case Consumers.BOTO3 -> "no python3";
          default -> "not in -Dbench.consumers";
        };
    return ReportRow.unmeasured(row.id(), row.what(), row.goal(), "not measured: " + reason);
  }

  private static String key(String what, String consumer, String peer) {
    return (what + "." + consumer + ".over." + peer).replaceAll("[^A-Za-z0-9.]+", "-");
  }

  Series delayed(String consumer, ToDoubleFunction<Batch> number) {
    return series(throughput.delayed(), consumer, number);
  }

  Series undelayed(String consumer, ToDoubleFunction<Batch> number) {
    return series(throughput.undelayed(), consumer, number);
  }

  private static Series series(
      Map<String, List<Batch>> batches, String consumer, ToDoubleFunction<Batch> number) {
    Series series = new Series();
    batches
        .getOrDefault(consumer, List.of())
        .forEach(batch -> series.add(number.applyAsDouble(batch)));
    return series;
  }

  /** Returns the calls per object of the last round, by operation. */
  Map<String, Double> calls(String consumer) {
    List<Batch> batches = throughput.delayed().getOrDefault(consumer, List.of());
    return batches.isEmpty() ? new TreeMap<>() : batches.get(batches.size() - 1).calls();
  }

  /** Returns a table with one line for each consumer. */
  String consumerTable() {
    StringBuilder table =
        new StringBuilder(
            "| consumer | objects/s, delayed | CPU s per 1,000, delayed | server CPU s per 1,000,"
                + " delayed | objects/s, not delayed | CPU s per 1,000, not delayed | calls per"
                + " object |\n"
                + "|---|---|---|---|---|---|---|\n");
    for (String name : throughput.delayed().keySet()) {
      table.append(
          "| %s | %s | %s | %s | %s | %s | %s |%n"
              .formatted(
                  name,
                  delayed(name, Batch::rate).format(),
                  delayed(name, Batch::cpu).format(),
                  delayed(name, Batch::serverCpu).format(),
                  undelayed(name, Batch::rate).format(),
                  undelayed(name, Batch::cpu).format(),
                  delayed(name, Batch::totalCalls).format()));
    }
    return table.toString();
  }
}
