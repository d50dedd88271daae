package dev.waybill.bench;

import java.io.IOException;
import java.util.List;

/** Measurement P5: bytes read per object when S3 states the digest. */
final class ServerDigest {
  private static final String WHAT = "bytes read per object in digest mode server";
  private static final int OBJECTS = 200;

  private final BenchEnvironment environment;

  ServerDigest(BenchEnvironment environment) {
    this.environment = environment;
  }

  List<ReportRow> rows() throws IOException, InterruptedException {
    ConsumerProcess waybill = environment.start(Consumers.waybillByServer());
    Series bytes = Series.of(environment.batches().run(waybill, OBJECTS, 0).bytesRead());
    environment.resources().requireComplete(waybill.resources(), waybill.assigned());
    waybill.close();
    return List.of(ReportRow.number("P5", WHAT, new Goal(0, false, "0"), bytes, ""));
  }
}
