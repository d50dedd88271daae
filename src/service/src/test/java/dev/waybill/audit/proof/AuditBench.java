package dev.waybill.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Benchmark of all audits over 100,000 events of one day, on the local Athena. {@code
 * -Dbench.events} sets the number of events. Asserts that every query is answered, not its speed.
 */
@ExtendWith(CloudExtension.class)
class AuditBench {
  private static final int EVENTS = Integer.getInteger("bench.events", 100_000);
  private static final int A_FILE = 1000;
  private static final Instant NOW = Instant.parse("2026-03-10T18:00:00Z");

  private final CloudUnderTest cloud;

  AuditBench(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void runsEveryAuditOverOneDay() {
    AuditedLogs logs = AuditedLogs.make(cloud);
    for (int file = 0; file < EVENTS / A_FILE; file++) {
      logs.deliver("2026/03/10", "file" + file, Events.reads(A_FILE, NOW.minusSeconds(60L * file)));
    }
    List<AuditQuery> audits = AuditCatalog.load(AuditedLogs.HOME).queries();
    Window window = Window.last(Duration.ofHours(6), NOW);
    List<String> statements = audits.stream().map(it -> ProofDeployment.bind(it, window)).toList();
    long one = time(logs, statements.subList(0, 1));
    long began = System.nanoTime();
    long bytes = logs.scanned(statements);
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "audits: %d over %d events: %.1f s in all, %.2f s each, %,d bytes scanned; the first alone,"
            + " with the engine's start, %.1f s%n",
        audits.size(), EVENTS, seconds, seconds / audits.size(), bytes, one / 1e9);
    assertThat(bytes).isPositive();
  }

  private static long time(AuditedLogs logs, List<String> statements) {
    long began = System.nanoTime();
    assertThat(logs.scanned(statements)).isPositive();
    return System.nanoTime() - began;
  }
}
