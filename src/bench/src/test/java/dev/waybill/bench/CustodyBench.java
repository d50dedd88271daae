package dev.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Waybill beside what one would use in its place, in ratios of one run: {@code ./mvnw -Pbench
 * verify -Dit.test=CustodyBench}. {@link Scale} says how to scale it. It prints a table, writes it
 * into docs/benchmarks.md, and fails when work was not done rightly or a ratio lost a fifth of what
 * was accepted last; nothing else is asserted of time.
 */
class CustodyBench {
  /** Objects a second at the distance, when no run before has measured it. */
  private static final double USUAL_RATE = 100;

  private final Scale scale = Scale.ofProperties();
  private final List<ReportRow> rows = new ArrayList<>();

  @Test
  void waybillAndWhatOneWouldUseInstead() throws Exception {
    SpringClosure spring = SpringClosure.compiled();
    Optional<Path> python = PythonPeer.interpreter();
    String machine = Machine.here().sentence(scale, spring, version(python));
    System.out.println(machine);
    try (Stage stage = Stage.open()) {
      Comparison comparison = new Comparison(throughput(stage, spring, python));
      if (scale.has("throughput")) {
        tellBeside(machine, comparison);
      }
      List<ReportRow> alone = alone(stage, comparison);
      if (scale.isAlone()) {
        BenchmarkReport.put("alone", machine + "\n" + BenchmarkReport.table(alone));
      }
      rows.addAll(alone);
    }
    judge();
  }

  private void tellBeside(String machine, Comparison comparison) throws IOException {
    rows.addAll(comparison.rows());
    String costs = new Costs(comparison).table();
    System.out.println(BenchmarkReport.table(rows) + "\n" + comparison.consumers() + "\n" + costs);
    BenchmarkReport.put("beside", machine + "\n" + BenchmarkReport.table(rows));
    BenchmarkReport.put("consumers", comparison.consumers());
    BenchmarkReport.put("costs", costs);
  }

  private Throughput throughput(Stage stage, SpringClosure spring, Optional<Path> python)
      throws IOException, InterruptedException {
    Throughput throughput = new Throughput(stage, scale);
    if (!scale.has("throughput")) {
      return throughput;
    }
    List<Consumer> consumers =
        new ArrayList<>(
            List.of(
                Consumers.waybill(),
                Consumers.waybillTuned(),
                Consumers.waybillByServer(),
                Consumers.camel(),
                Consumers.camelTuned(),
                Consumers.spring(spring),
                Consumers.springTuned(spring)));
    python.map(Consumers::boto3).ifPresent(consumers::add);
    if (!scale.bento().isEmpty()) {
      consumers.add(Consumers.bento(Path.of(scale.bento())));
    }
    return throughput.run(
        consumers,
        List.of(Consumers.WAYBILL, Consumers.CAMEL_TUNED, Consumers.SPRING_TUNED, Consumers.BENTO));
  }

  private List<ReportRow> alone(Stage stage, Comparison comparison)
      throws IOException, InterruptedException {
    List<ReportRow> alone = new ArrayList<>();
    if (scale.has("big")) {
      alone.addAll(told(new BigObject(stage, scale).rows()));
    }
    if (scale.has("server")) {
      alone.addAll(told(new ServerDigest(stage).rows()));
    }
    if (scale.has("memory")) {
      alone.addAll(told(new Memory(stage, scale).rows()));
    }
    if (scale.has("latency")) {
      Series rate = comparison.far(Consumers.WAYBILL, Batch::rate);
      alone.addAll(
          told(new Latency(stage, scale, rate.isEmpty() ? USUAL_RATE : rate.median()).rows()));
    }
    if (scale.has("start")) {
      alone.addAll(told(new FirstSeal(stage, scale).rows()));
    }
    return alone;
  }

  /** A later part may fail. */
  private static List<ReportRow> told(List<ReportRow> part) {
    System.out.println(BenchmarkReport.table(part));
    return part;
  }

  private static String version(Optional<Path> python) throws IOException {
    return python.isPresent() ? PythonPeer.version(python.get()) : "not there: no python3";
  }

  private void judge() throws IOException {
    if (scale.accept()) {
      Accepted.read().accept(rows);
    } else if (scale.isBelowUsual()) {
      System.out.println("Not held against what was accepted: so small a run says little.");
    } else {
      assertThat(Accepted.read().lost(rows)).as("ratios that lost a fifth").isEmpty();
    }
  }
}
