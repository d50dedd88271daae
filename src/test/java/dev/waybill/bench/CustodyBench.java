package dev.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
  private final Scale scale = Scale.ofProperties();
  private final List<Row> rows = new ArrayList<>();

  @Test
  void waybillAndWhatOneWouldUseInstead() throws Exception {
    SpringClosure spring = SpringClosure.compiled();
    Optional<Path> python = PythonPeer.interpreter();
    String machine = Machine.here().sentence(scale, spring, version(python));
    String consumers = "";
    String costs = "";
    try (Stage stage = Stage.open()) {
      Comparison comparison = new Comparison(throughput(stage, spring, python));
      if (scale.has("throughput")) {
        rows.addAll(comparison.rows());
        consumers = comparison.consumers();
        costs = new Costs(comparison).table();
      }
      measureOne(stage, comparison);
    }
    Report report = new Report(rows);
    System.out.println(machine + "\n" + report.table() + "\n" + consumers + "\n" + costs);
    write(machine, report, consumers, costs);
    judge();
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
        List.of(
            Consumers.WAYBILL, Consumers.CAMEL_TUNED, Consumers.SPRING_TUNED, Consumers.BENTO));
  }

  private void measureOne(Stage stage, Comparison comparison)
      throws IOException, InterruptedException {
    if (scale.has("big")) {
      rows.addAll(new BigObject(stage, scale).rows());
    }
    if (scale.has("server")) {
      rows.addAll(new ServerDigest(stage).rows());
    }
    if (scale.has("memory")) {
      rows.addAll(new Memory(stage, scale).rows());
    }
    if (scale.has("latency")) {
      Series rate = comparison.far(Consumers.WAYBILL, Batch::rate);
      rows.addAll(new Latency(stage, scale, rate.isEmpty() ? 100 : rate.median()).rows());
    }
    if (scale.has("start")) {
      rows.addAll(new FirstSeal(stage, scale).rows());
    }
    rows.sort(Comparator.comparing(Row::id));
  }

  private static String version(Optional<Path> python) throws IOException {
    return python.isPresent() ? PythonPeer.version(python.get()) : "not there: no python3";
  }

  private void write(String machine, Report report, String consumers, String costs)
      throws IOException {
    if (scale.isWhole()) {
      Report.put("machine", machine);
      Report.put("goals", report.table());
      Report.put("consumers", consumers);
      Report.put("costs", costs);
    }
  }

  private void judge() throws IOException {
    if (scale.accept()) {
      Accepted.write(rows);
    } else if (scale.isBelowUsual()) {
      System.out.println("Not held against what was accepted: so small a run says little.");
    } else {
      assertThat(Accepted.read().lost(rows)).as("ratios that lost a fifth").isEmpty();
    }
  }
}
