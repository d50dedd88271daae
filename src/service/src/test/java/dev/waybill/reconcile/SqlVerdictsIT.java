package dev.waybill.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.reconcile.athena.ReconcileSql.Statement;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The statements of {@code sql/reconcile} give every version the verdict of the process. */
@ExtendWith(CloudExtension.class)
final class SqlVerdictsIT {
  private static final int INJECTED = 20;
  private static final int HISTORIES = 400;

  /** In the middle of the histories, so that some versions are older than the events. */
  private static final Instant SINCE =
      JoinedWorlds.AS_OF.minus(Duration.ofDays(400)).plus(Duration.ofHours(10));

  private final CloudUnderTest cloud;
  private final JoinedWorlds worlds = new JoinedWorlds(SqlCloud.RAW, SINCE, SqlCloud.POLICY);
  @TempDir Path folder;

  SqlVerdictsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  private Map<ReconcileVerdict, Long> inject() {
    InjectedWorld injected = new InjectedWorld();
    injected.ordinary();
    for (ReconcileVerdict verdict : ReconcileVerdict.values()) {
      for (int i = 0; i < INJECTED; i++) {
        injected.inject(verdict, verdict.label() + "/" + i);
      }
    }
    worlds.add("injected", injected.world, Duration.ofDays(1), null);
    return injected.expected;
  }

  private void addHistories() {
    for (int seed = 0; seed < HISTORIES; seed++) {
      RandomHistory history = new RandomHistory(seed, 5 + seed % 50);
      Duration later =
          seed % 4 == 0
              ? Duration.between(history.world.now(), JoinedWorlds.AS_OF)
              : Duration.ofHours(seed % 11);
      worlds.add("h" + seed, history.world, later, seed % 3 == 0 ? null : new Random(seed));
    }
  }

  private static Map<String, Long> labels(Map<ReconcileVerdict, Long> counts) {
    Map<String, Long> labels = new TreeMap<>();
    counts.forEach((verdict, count) -> labels.put(verdict.label(), count));
    return labels;
  }

  @Test
  void judgesEveryVersionAsTheProcessDoes() throws InterruptedException {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    cloud.assumeWithout(EmulatorLimit.NO_GLUE);
    Map<ReconcileVerdict, Long> injected = inject();
    addHistories();
    SqlCloud sql = new SqlCloud(cloud);
    sql.write(worlds);
    Map<String, String> expected = worlds.verdicts(folder);

    Map<String, String> actual = sql.verdicts(SINCE);

    Map<String, String> wrong = new TreeMap<>();
    expected.forEach(
        (version, line) -> {
          String found = actual.getOrDefault(version, "none");
          if (!line.equals(found)) {
            wrong.put(version, line + " | " + found);
          }
        });
    assertThat(wrong).isEmpty();
    assertThat(actual).hasSameSizeAs(expected).hasSizeGreaterThan(5000);
    Map<String, Long> counts = new TreeMap<>();
    actual.forEach(
        (version, line) -> {
          if (version.contains("/injected/")) {
            counts.merge(line.substring(0, line.indexOf(' ')), 1L, Long::sum);
          }
        });
    assertThat(counts).isEqualTo(labels(injected));
  }

  @Test
  void judgesNothingWhenASourceLacksARow() throws InterruptedException {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    cloud.assumeWithout(EmulatorLimit.NO_GLUE);
    worlds.add("a", new RandomHistory(1, 20).world, Duration.ofDays(1), null);
    SqlCloud sql = new SqlCloud(cloud);
    sql.write(worlds);
    sql.files.sources(
        SqlCloud.RUN,
        JoinedWorlds.AS_OF,
        worlds.there.size() + 1L,
        worlds.records.size(),
        worlds.sealed.size() + 1);
    Map<String, String> problems = new HashMap<>();

    sql.ask(Statement.SOURCES, SINCE, row -> problems.put(row.get("source"), row.get("problem")));

    assertThat(problems).containsOnlyKeys("raw", "records", "entries", "events");
    assertThat(problems.get("raw")).contains("rows, and the run states");
    assertThat(problems.get("entries")).contains("rows, and the run states");
    assertThat(problems.get("records")).isNull();
    assertThat(problems.get("events")).isNull();
    assertThat(sql.verdicts(SINCE)).isEmpty();
  }
}
