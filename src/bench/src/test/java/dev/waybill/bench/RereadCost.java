package dev.waybill.bench;

import dev.waybill.fixity.TileResult;
import java.io.IOException;
import java.util.List;

/**
 * Measurement P11: processor time of reading a small object again, compared with that of sealing
 * one. Two processes take turns on the same buckets.
 */
final class RereadCost {
  private static final long SIZE = 4096;
  private static final int ROUNDS = 3;
  private static final int TIMEOUT_SECONDS = 300;
  private static final long POLL_MILLIS = 10;

  private final BenchEnvironment environment;
  private final BenchOptions options;

  RereadCost(BenchEnvironment environment, BenchOptions options) {
    this.environment = environment;
    this.options = options;
  }

  List<ReportRow> rows() throws IOException, InterruptedException {
    ConsumerProcess sealing = environment.start(Consumers.waybill());
    environment.batches().warmUp(sealing, options.reread(), SIZE);
    ConsumerProcess reading = startReader(sealing.resources());
    double unused = measure(reading, options.reread());
    Series sealed = new Series();
    Series read = new Series();
    for (int round = 0; round < Math.min(ROUNDS, options.rounds()); round++) {
      sealed.add(environment.batches().run(sealing, options.objects(), SIZE, 0).cpu());
      read.add(measure(reading, options.reread() / 2));
    }
    reading.close();
    environment.resources().requireComplete(sealing.resources(), sealing.assigned());
    requireIntact(sealing.resources());
    sealing.close();
    return List.of(
        ReportRow.ratio(
            "P11",
            "CPU s per 1,000 objects of 4 KiB read again ÷ sealed, warm, no call delay",
            Goal.atMost(0.5, ""),
            "cpu.reread",
            read.dividedBy(sealed)),
        ReportRow.plain("P11", "CPU s per 1,000 read again", read, ""),
        ReportRow.plain("P11", "CPU s per 1,000 sealed", sealed, ""));
  }

  /** Starts a process that reads what another one sealed, and receives no objects itself. */
  private ConsumerProcess startReader(ConsumerResources sealed) throws IOException {
    Consumer reader =
        Consumers.waybillRereading("Waybill, reads again", "20s", Consumers.unlimitedRereading());
    return environment.start(reader, sealed.withQueueOf(environment.newResources(reader)));
  }

  /** Returns the processor seconds for 1,000 objects. The process is stopped afterwards. */
  private double measure(ConsumerProcess reading, int objects)
      throws IOException, InterruptedException {
    environment.server().setCallDelay(0);
    environment.server().reset();
    reading.resume();
    int first = await(reading, objects / 5);
    double cpu = reading.cpu().seconds();
    int last = await(reading, first + objects);
    cpu = reading.cpu().seconds() - cpu;
    reading.pause();
    return cpu / ((last - first) / 1e3);
  }

  private int await(ConsumerProcess reading, int objects) throws IOException, InterruptedException {
    long end = System.nanoTime() + TIMEOUT_SECONDS * 1_000_000_000L;
    for (int read = environment.server().reread(); ; read = environment.server().reread()) {
      if (read >= objects) {
        return read;
      }
      reading.requireAlive();
      if (System.nanoTime() > end) {
        throw new IOException("only %d of %d objects were read again".formatted(read, objects));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private void requireIntact(ConsumerResources resources) throws IOException {
    for (TileResult result : new FixityResults(environment.resources(), resources).unseen()) {
      FixityResults.requireIntact(result);
    }
  }
}
