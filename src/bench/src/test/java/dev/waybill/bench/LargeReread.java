package dev.waybill.bench;

import dev.waybill.fixity.TileResult;
import java.io.IOException;
import java.util.List;

/**
 * Measurement P10: bytes per second of one large object that is read again, compared with a program
 * that only hashes a file.
 */
final class LargeReread {
  private static final int WARM_UP_READS = 2;
  private static final int ROUNDS = 3;

  private final BenchEnvironment environment;
  private final BenchOptions options;

  LargeReread(BenchEnvironment environment, BenchOptions options) {
    this.environment = environment;
    this.options = options;
  }

  List<ReportRow> rows() throws IOException, InterruptedException {
    HashedFile file =
        HashedFile.create(environment.server().data().resolve("reread.bin"), options.largeBytes());
    ConsumerResources resources = sealed();
    Series openssl = new Series();
    Series read = new Series();
    try (ConsumerProcess waybill = environment.start(reader(), resources)) {
      FixityResults results = new FixityResults(environment.resources(), resources);
      for (int reads = 0; reads < WARM_UP_READS; reads++) {
        double unused = rate(waybill, results);
      }
      for (int round = 0; round < Math.min(ROUNDS, options.rounds()); round++) {
        waybill.pause();
        openssl.add(file.openssl());
        waybill.resume();
        read.add(rate(waybill, results));
      }
    }
    file.delete();
    String what =
        "MB/s of one object of %d MiB that is read again ÷ openssl dgst of a file"
            .formatted(options.largeBytes() >> 20);
    return List.of(
        ReportRow.ratio("P10", what, Goal.atLeast(0.9), "reread.openssl", read.dividedBy(openssl)),
        ReportRow.plain("P10", "MB/s of that object", read, ""),
        ReportRow.plain("P10", "openssl dgst, MB/s", openssl, ""));
  }

  private static Consumer reader() {
    return Consumers.waybillRereading(
        "Waybill, reads large object again", "10s", Consumers.unlimitedRereading());
  }

  /** Returns resources with one sealed object. */
  private ConsumerResources sealed() throws IOException, InterruptedException {
    ConsumerResources resources = environment.newResources(reader());
    environment.server().setCallDelay(0);
    environment.server().reset();
    try (ConsumerProcess sealing = environment.start(Consumers.waybill(), resources)) {
      var unused =
          environment.server().seed(resources, sealing.assign(1), 1, options.largeBytes(), 0);
      environment.batches().awaitCompletion(sealing, 1);
    }
    return resources;
  }

  /** Returns the rate of the next read in MB/s: the result states how long it took. */
  private double rate(ConsumerProcess waybill, FixityResults results)
      throws IOException, InterruptedException {
    List<TileResult> next = results.await(waybill);
    TileResult last = next.get(next.size() - 1);
    FixityResults.requireIntact(last);
    long millis = last.examinations().get(0).millis();
    if (last.examinations().get(0).bytes() < options.largeBytes()) {
      throw new IOException("the large object is not the first entry of the log");
    }
    return options.largeBytes() / 1e6 / (millis / 1e3);
  }
}
