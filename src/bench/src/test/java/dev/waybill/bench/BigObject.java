package dev.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.bench.stand.Mark;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** P3: the bytes a second of one large object, beside programs that do nothing but hash a file. */
final class BigObject {
  private static final int BLOCK = 1 << 20;

  private final Stage stage;
  private final Scale scale;

  BigObject(Stage stage, Scale scale) {
    this.stage = stage;
    this.scale = scale;
  }

  List<ReportRow> rows() throws IOException, InterruptedException {
    Path file = local();
    ConsumerProcess waybill = stage.start(Consumers.waybill());
    stage.batches().warm(waybill, 500);
    Series openssl = new Series();
    Series sha256sum = new Series();
    Series hashed = new Series();
    for (int round = 0; round < Math.min(3, scale.rounds()); round++) {
      openssl.add(rate("openssl", "dgst", "-sha256", file.toString()));
      sha256sum.add(rate("sha256sum", file.toString()));
      hashed.add(hashed(waybill));
    }
    stage.places().requireDone(waybill.place(), waybill.given());
    waybill.close();
    Files.delete(file);
    String what = "MB/s of one object of %d MiB through S3 ÷ ".formatted(scale.big() >> 20);
    Goal goal = Goal.least(0.9);
    return List.of(
        ReportRow.ratio(
            "P3", what + "openssl dgst of a file", goal, "bytes.openssl", hashed.over(openssl)),
        ReportRow.plain("P3", "the same in MB/s", hashed, ""),
        ReportRow.plain("P3", "openssl dgst, MB/s", openssl, ""),
        ReportRow.plain("P3", "sha256sum, MB/s", sha256sum, ""));
  }

  private Path local() throws IOException {
    Path file = stage.stand().data().resolve("big.bin");
    byte[] block = new byte[BLOCK];
    new Random(1).nextBytes(block);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = scale.big(); left > 0; left -= block.length) {
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
    return scale.big() / 1e6 / ((System.nanoTime() - began) / 1e9);
  }

  /** From the read's arrival at the server to the record's. */
  private double hashed(ConsumerProcess waybill) throws IOException, InterruptedException {
    stage.stand().distance(0);
    var unused = stage.stand().seed(waybill.place(), waybill.give(1), 1, scale.big(), 0);
    stage.places().awaitHeard(waybill.place(), 1);
    stage.stand().reset();
    waybill.resume();
    stage.batches().awaitDone(waybill, 1);
    waybill.pause();
    List<Mark> marks = stage.stand().marks();
    long read = first(marks, "GetObject", waybill.place().raw()).orElseThrow().begun();
    long sealed = first(marks, "PutObject", waybill.place().records()).orElseThrow().begun();
    return scale.big() / 1e6 / ((sealed - read) / 1e9);
  }

  private static Optional<Mark> first(List<Mark> marks, String operation, String bucket) {
    return marks.stream()
        .filter(mark -> mark.operation().equals(operation) && mark.bucket().equals(bucket))
        .findFirst();
  }
}
