package dev.waybill.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Backfills of what lies at one place of a consumer's bucket. */
final class BackfillOrder {
  /** Rate that never limits a backfill. */
  static final int UNLIMITED = 100_000;

  private static final Duration SECOND = Duration.ofMillis(1100);
  private static final int SIZE = 1024;

  private final BenchEnvironment environment;
  private final ConsumerProcess waybill;
  private int placed;

  private BackfillOrder(BenchEnvironment environment, ConsumerProcess waybill) {
    this.environment = environment;
    this.waybill = waybill;
  }

  /** Starts a consumer that carries out backfills. */
  static BackfillOrder start(BenchEnvironment environment, String name) throws IOException {
    Consumer consumer = Consumers.waybillBackfilling(name);
    ConsumerResources resources = environment.newResources(consumer);
    environment.resources().createBackfillQueue(resources);
    return new BackfillOrder(environment, environment.start(consumer, resources));
  }

  ConsumerProcess waybill() {
    return waybill;
  }

  /** Returns the number of objects that were put for backfills. */
  int placed() {
    return placed;
  }

  /**
   * Puts objects that nobody hears of, and begins a backfill of them, which the consumer notices
   * within 15 seconds. The consumer may be stopped.
   *
   * @param perSecond versions that are handed out in a second
   */
  void begin(int objects, int perSecond) throws IOException, InterruptedException {
    String prefix = "archive/" + placed + "/";
    environment.server().seedUnnoticed(waybill.resources(), prefix, objects, SIZE);
    placed += objects;
    // S3 states whole seconds, and a backfill leaves out what is newer than its begin.
    Thread.sleep(SECOND.toMillis());
    command(prefix, perSecond);
  }

  private void command(String prefix, int perSecond) throws IOException, InterruptedException {
    String place = "s3://" + waybill.resources().raw() + "/" + prefix;
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Jvm.java(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    Jvm.productClassPath(),
                    "dev.waybill.app.Waybill",
                    "backfill",
                    place,
                    "--yes",
                    "--rate",
                    "" + perSecond))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(Jvm.log("backfill-command")));
    ConsumerProcess.clear(builder.environment());
    builder.environment().putAll(environment.variables(waybill.resources()));
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new IOException("waybill backfill exited with " + code + "; see logs/backfill-command");
    }
  }
}
