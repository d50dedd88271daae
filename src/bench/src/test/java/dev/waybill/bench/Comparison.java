package dev.waybill.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The rows that throughput gives: P1, P2, P4 and P7. */
final class Comparison {
  private final Throughput throughput;

  Comparison(Throughput throughput) {
    this.throughput = throughput;
  }

  List<ReportRow> rows() {
    List<ReportRow> rows = new ArrayList<>();
    rows.add(
        faster(
            "P1",
            "objects/s out of the box ÷ stock Camel's",
            20,
            Consumers.WAYBILL,
            Consumers.CAMEL));
    rows.add(
        faster(
            "P1",
            "objects/s tuned ÷ tuned stock Camel's",
            1.8,
            Consumers.WAYBILL_TUNED,
            Consumers.CAMEL_TUNED));
    rows.add(
        faster(
            "P2",
            "objects/s tuned ÷ Spring Cloud AWS's best",
            1.8,
            Consumers.WAYBILL_TUNED,
            Consumers.SPRING_TUNED));
    rows.add(
        faster(
            "P2",
            "objects/s tuned ÷ boto3's, a process a core",
            15,
            Consumers.WAYBILL_TUNED,
            Consumers.BOTO3));
    rows.add(
        ReportRow.number(
            "P4",
            "S3 and SQS calls an object, out of the box",
            Goal.most(4.3, ""),
            far(Consumers.WAYBILL, Batch::allCalls),
            ""));
    rows.add(cheaper("÷ tuned stock Camel's", 0.4, Consumers.CAMEL_TUNED));
    rows.add(cheaper("÷ Bento's", 1.1, Consumers.BENTO));
    return rows;
  }

  private ReportRow faster(String id, String what, double goal, String who, String than) {
    Series ratio = far(who, Batch::rate).over(far(than, Batch::rate));
    return named(ReportRow.ratio(id, what, Goal.least(goal), key("rate", who, than), ratio), than);
  }

  private ReportRow cheaper(String what, double goal, String than) {
    String key = key("cpu", Consumers.WAYBILL, than);
    Series ratio = near(Consumers.WAYBILL, Batch::cpu).over(near(than, Batch::cpu));
    return named(
        ReportRow.ratio(
            "P7",
            "CPU s for 1,000 objects, warm, no distance " + what,
            Goal.most(goal, ""),
            key,
            ratio),
        than);
  }

  /** Says why a peer is not there. */
  private ReportRow named(ReportRow row, String than) {
    if (row.ratio() != null) {
      return row;
    }
    String why = than.equals(Consumers.BENTO) ? "no -Dbench.bento" : "no python3";
    return ReportRow.unmeasured(row.id(), row.what(), row.goal(), "not measured: " + why);
  }

  private static String key(String what, String who, String than) {
    return (what + "." + who + ".over." + than).replaceAll("[^A-Za-z0-9.]+", "-");
  }

  Series far(String consumer, ToDoubleFunction<Batch> number) {
    return series(throughput.far(), consumer, number);
  }

  Series near(String consumer, ToDoubleFunction<Batch> number) {
    return series(throughput.near(), consumer, number);
  }

  private static Series series(
      Map<String, List<Batch>> batches, String consumer, ToDoubleFunction<Batch> number) {
    Series series = new Series();
    batches
        .getOrDefault(consumer, List.of())
        .forEach(batch -> series.add(number.applyAsDouble(batch)));
    return series;
  }

  /** Calls of one object by operation, as the last round had them. */
  Map<String, Double> calls(String consumer) {
    List<Batch> batches = throughput.far().getOrDefault(consumer, List.of());
    return batches.isEmpty() ? new TreeMap<>() : batches.get(batches.size() - 1).calls();
  }

  /** Every consumer on a line. */
  String consumers() {
    StringBuilder table =
        new StringBuilder(
            "| consumer | objects/s at the distance | CPU s for 1,000 there | server's CPU s for 1,000"
                + " there | without it: objects/s | CPU s for 1,000 | calls an object |\n"
                + "|---|---|---|---|---|---|---|\n");
    for (String name : throughput.far().keySet()) {
      table.append(
          "| %s | %s | %s | %s | %s | %s | %s |%n"
              .formatted(
                  name,
                  far(name, Batch::rate).show(),
                  far(name, Batch::cpu).show(),
                  far(name, Batch::serverCpu).show(),
                  near(name, Batch::rate).show(),
                  near(name, Batch::cpu).show(),
                  far(name, Batch::allCalls).show()));
    }
    return table.toString();
  }
}
