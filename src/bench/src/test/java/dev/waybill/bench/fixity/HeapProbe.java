package dev.waybill.bench.fixity;

import dev.waybill.signing.LogKeys;
import dev.waybill.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Process whose live heap is measured. Generates a log, re-verifies it in one cycle and glances at
 * it. Prints a line for each: its name, the largest live heap in bytes, the number of collections,
 * and the seconds that it took.
 *
 * <p>Arguments: an empty folder, and the number of entries.
 */
final class HeapProbe {
  private static final Instant SEALED = Instant.parse("2026-08-01T00:00:00Z");
  private static final String PASSWORD = "password";

  private HeapProbe() {}

  /** Step that is measured. */
  private interface Phase {
    void run() throws IOException, InterruptedException;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    GeneratedCustody custody = new GeneratedCustody(Long.parseLong(arguments[1]), SEALED);
    AdvancingClock clock = new AdvancingClock(SEALED.plus(Duration.ofDays(100)));
    FolderLogStore store = new FolderLogStore(folder, clock);
    LogKeys log = LogKeys.generate("bench.example/log", Clock.systemUTC());
    Path keystore = folder.resolve("signing.p12");
    SigningKey.create(keystore, PASSWORD, "waybill");
    SigningKey key = SigningKey.load(keystore, PASSWORD, "waybill");
    GeneratedLog.write(store, log, custody);
    LeaderModel leader = new LeaderModel(store, custody, log, key, clock);
    Path temporary = Files.createDirectories(folder.resolve("temporary"));
    measure("glance", () -> leader.glance(temporary));
    measure("cycle", leader::runCycle);
  }

  private static void measure(String name, Phase phase) throws IOException, InterruptedException {
    long began = System.nanoTime();
    LiveHeap heap = LiveHeap.begin();
    phase.run();
    heap.end();
    System.out.printf(
        "%s %d %d %.1f%n", name, heap.most(), heap.samples(), (System.nanoTime() - began) / 1e9);
  }
}
