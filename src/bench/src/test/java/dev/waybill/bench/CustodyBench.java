package dev.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Benchmark of Waybill and its alternatives, in ratios within one run: {@code ./mvnw -Pbench verify
 * -Dit.test=CustodyBench}. {@link BenchOptions} lists its options. It prints the tables and writes
 * them into docs/reference/benchmarks.md. It fails when an object was not processed correctly or a
 * ratio lost a fifth of its accepted value; no other time is asserted.
 */
class CustodyBench {
  /** Objects per second with call delay, used when throughput is not measured in this run. */
  private static final double DEFAULT_RATE = 100;

  private final BenchOptions options = BenchOptions.fromProperties();
  private final List<ReportRow> rows = new ArrayList<>();

  @Test
  void comparesWaybillWithAlternatives() throws Exception {
    SpringPeerBuild spring = SpringPeerBuild.build();
    Optional<Path> python = PythonPeer.interpreter();
    String machine = Machine.here().description(options, spring, version(python));
    System.out.println(machine);
    try (BenchEnvironment environment = BenchEnvironment.open()) {
      Comparison comparison = new Comparison(throughput(environment, spring, python));
      if (options.has("throughput")) {
        reportComparison(machine, comparison);
      }
      List<ReportRow> waybillRows = waybillRows(environment, comparison);
      if (options.coversWaybill()) {
        BenchmarkReport.put("waybill", machine + "\n" + BenchmarkReport.table(waybillRows));
      }
      rows.addAll(waybillRows);
      if (options.has("fixity")) {
        List<ReportRow> fixityRows = fixityRows(environment);
        BenchmarkReport.put("fixity", machine + "\n" + BenchmarkReport.table(fixityRows));
        rows.addAll(fixityRows);
      }
      if (options.has("backfill")) {
        List<ReportRow> backfillRows = backfillRows(environment);
        BenchmarkReport.put("backfill", machine + "\n" + BenchmarkReport.table(backfillRows));
        rows.addAll(backfillRows);
      }
    }
    checkRatios();
  }

  private void reportComparison(String machine, Comparison comparison) throws IOException {
    rows.addAll(comparison.rows());
    String costs = new Costs(comparison).table();
    System.out.println(
        BenchmarkReport.table(rows) + "\n" + comparison.consumerTable() + "\n" + costs);
    BenchmarkReport.put("comparison", machine + "\n" + BenchmarkReport.table(rows));
    BenchmarkReport.put("consumers", comparison.consumerTable());
    BenchmarkReport.put("costs", costs);
  }

  private Throughput throughput(
      BenchEnvironment environment, SpringPeerBuild spring, Optional<Path> python)
      throws IOException, InterruptedException {
    Throughput throughput = new Throughput(environment, options);
    if (!options.has("throughput")) {
      return throughput;
    }
    List<Consumer> consumers =
        new ArrayList<>(
            List.of(
                Consumers.waybill(),
                Consumers.waybillTuned(),
                Consumers.waybillByServer(),
                Consumers.waybillWithoutLog(),
                Consumers.camel(),
                Consumers.camelTuned(),
                Consumers.spring(spring),
                Consumers.springTuned(spring)));
    python.map(Consumers::boto3).ifPresent(consumers::add);
    if (!options.bento().isEmpty()) {
      consumers.add(Consumers.bento(Path.of(options.bento())));
    }
    consumers.removeIf(consumer -> !options.measures(consumer));
    return throughput.run(
        consumers,
        List.of(
            Consumers.WAYBILL,
            Consumers.WAYBILL_NO_LOG,
            Consumers.CAMEL_TUNED,
            Consumers.SPRING_TUNED,
            Consumers.BENTO));
  }

  private List<ReportRow> waybillRows(BenchEnvironment environment, Comparison comparison)
      throws IOException, InterruptedException {
    List<ReportRow> waybillRows = new ArrayList<>();
    if (options.has("big")) {
      waybillRows.addAll(printed(new LargeObject(environment, options).rows()));
    }
    if (options.has("server")) {
      waybillRows.addAll(printed(new ServerDigest(environment).rows()));
    }
    if (options.has("memory")) {
      waybillRows.addAll(printed(new Memory(environment, options).rows()));
    }
    if (options.has("latency")) {
      Series rate = comparison.delayed(Consumers.WAYBILL, Batch::rate);
      waybillRows.addAll(
          printed(
              new SealLatency(environment, options, rate.isEmpty() ? DEFAULT_RATE : rate.median())
                  .rows()));
    }
    if (options.has("start")) {
      waybillRows.addAll(printed(new FirstSeal(environment, options).rows()));
    }
    return waybillRows;
  }

  private List<ReportRow> fixityRows(BenchEnvironment environment)
      throws IOException, InterruptedException {
    List<ReportRow> fixityRows = new ArrayList<>();
    fixityRows.addAll(printed(new LargeReread(environment, options).rows()));
    fixityRows.addAll(printed(new RereadCost(environment, options).rows()));
    fixityRows.addAll(printed(new LeaderHeap(environment, options).rows()));
    fixityRows.addAll(printed(new RereadLatency(environment, options).rows()));
    return fixityRows;
  }

  private List<ReportRow> backfillRows(BenchEnvironment environment)
      throws IOException, InterruptedException {
    List<ReportRow> backfillRows = new ArrayList<>();
    backfillRows.addAll(printed(new BackfillCost(environment, options).rows()));
    backfillRows.addAll(printed(new BackfillLatency(environment, options).rows()));
    return backfillRows;
  }

  /** Prints a part at once, because a later part may fail. */
  private static List<ReportRow> printed(List<ReportRow> part) {
    System.out.println(BenchmarkReport.table(part));
    return part;
  }

  private static String version(Optional<Path> python) throws IOException {
    return python.isPresent() ? PythonPeer.version(python.get()) : "missing: no python3";
  }

  private void checkRatios() throws IOException {
    if (options.accept()) {
      AcceptedRatios.read().accept(rows);
    } else if (options.isReduced()) {
      System.out.println("Ratios are not compared with accepted ones: the run is too small.");
    } else {
      assertThat(AcceptedRatios.read().regressions(rows))
          .as("ratios that are more than a fifth worse")
          .isEmpty();
    }
  }
}
