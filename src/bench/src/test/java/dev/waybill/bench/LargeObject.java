package dev.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.bench.server.CallRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Measurement P3: bytes per second of one large object, compared with programs that only hash a
 * file.
 */
final class LargeObject {
  private static final int BLOCK = 1 << 20;

  private final BenchEnvironment environment;
  private final BenchOptions options;

  LargeObject(BenchEnvironment environment, BenchOptions options) {
    this.environment = environment;
    this.options = options;
  }

  List<ReportRow> rows() throws IOException, InterruptedException {
    Path file = local();
    ConsumerProcess waybill = environment.start(Consumers.waybill());
    environment.batches().warmUp(waybill, 500);
    Series openssl = new Series();
    Series sha256sum = new Series();
    Series hashed = new Series();
    for (int round = 0; round < Math.min(3, options.rounds()); round++) {
      openssl.add(rate("openssl", "dgst", "-sha256", file.toString()));
      sha256sum.add(rate("sha256sum", file.toString()));
      hashed.add(hashed(waybill));
    }
    environment.resources().requireComplete(waybill.resources(), waybill.assigned());
    waybill.close();
    Files.delete(file);
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

  private Path local() throws IOException {
    Path file = environment.server().data().resolve("big.bin");
    byte[] block = new byte[BLOCK];
    new Random(1).nextBytes(block);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = options.largeBytes(); left > 0; left -= block.length) {
        out.write(block, 0, (int) Math.min(left, block.length));
      }
    }
    return file;
  }

  private double rate(String... command) throws IOException, InterruptedException {
    long began = System.nanoTime();
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Jvm.log("hash"))
            .start()
            .waitFor();
    assertThat(code).as(command[0]).isZero();
    return options.largeBytes() / 1e6 / ((System.nanoTime() - began) / 1e9);
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
