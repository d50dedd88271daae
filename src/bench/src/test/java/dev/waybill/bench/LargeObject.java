package dev.waybill.bench;

import dev.waybill.bench.server.CallRecord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Measurement P3: bytes per second of one large object, compared with programs that only hash a
 * file.
 */
final class LargeObject {
  private final BenchEnvironment environment;
  private final BenchOptions options;

  LargeObject(BenchEnvironment environment, BenchOptions options) {
    this.environment = environment;
    this.options = options;
  }

  List<ReportRow> rows() throws IOException, InterruptedException {
    HashedFile file =
        HashedFile.create(environment.server().data().resolve("big.bin"), options.largeBytes());
    ConsumerProcess waybill = environment.start(Consumers.waybill());
    environment.batches().warmUp(waybill, 500);
    Series openssl = new Series();
    Series sha256sum = new Series();
    Series hashed = new Series();
    for (int round = 0; round < Math.min(3, options.rounds()); round++) {
      openssl.add(file.openssl());
      sha256sum.add(file.sha256sum());
      hashed.add(hashed(waybill));
    }
    environment.resources().requireComplete(waybill.resources(), waybill.assigned());
    waybill.close();
    file.delete();
    String what =
        "MB/s of one object of %d MiB through S3 ÷ ".formatted(options.largeBytes() >> 20);
    Goal goal = Goal.atLeast(0.9);
    return List.of(
        ReportRow.ratio(
            "P3",
            what + "openssl dgst of a file",
            goal,
            "bytes.openssl",
            hashed.dividedBy(openssl)),
        ReportRow.plain("P3", "MB/s of that object", hashed, ""),
        ReportRow.plain("P3", "openssl dgst, MB/s", openssl, ""),
        ReportRow.plain("P3", "sha256sum, MB/s", sha256sum, ""));
  }

  /** Returns the rate in MB/s, from the arrival of the read at the server to that of the record. */
  private double hashed(ConsumerProcess waybill) throws IOException, InterruptedException {
    environment.server().setCallDelay(0);
    var unused =
        environment
            .server()
            .seed(waybill.resources(), waybill.assign(1), 1, options.largeBytes(), 0);
    environment.resources().awaitNotifications(waybill.resources(), 1);
    environment.server().reset();
    waybill.resume();
    environment.batches().awaitCompletion(waybill, 1);
    waybill.pause();
    List<CallRecord> calls = environment.server().calls();
    long read = first(calls, "GetObject", waybill.resources().raw()).orElseThrow().startNanos();
    long sealed =
        first(calls, "PutObject", waybill.resources().records()).orElseThrow().startNanos();
    return options.largeBytes() / 1e6 / ((sealed - read) / 1e9);
  }

  private static Optional<CallRecord> first(
      List<CallRecord> calls, String operation, String bucket) {
    return calls.stream()
        .filter(call -> call.operation().equals(operation) && call.bucket().equals(bucket))
        .findFirst();
  }
}
