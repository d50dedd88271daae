package dev.waybill.bench;

import java.io.IOException;
import java.util.List;

/** P5: the bytes that are read of an object whose digest S3 is trusted with. */
final class ServerDigest {
  private static final String WHAT = "bytes read an object in digest mode server";
  private static final int OBJECTS = 200;

  private final Stage stage;

  ServerDigest(Stage stage) {
    this.stage = stage;
  }

  List<ReportRow> rows() throws IOException, InterruptedException {
    ConsumerProcess waybill = stage.start(Consumers.waybillByServer());
    Series bytes = Series.of(stage.batches().run(waybill, OBJECTS, 0).bytesRead());
    stage.places().requireDone(waybill.place(), waybill.given());
    waybill.close();
    return List.of(ReportRow.number("P5", WHAT, new Goal(0, false, "0"), bytes, ""));
  }
}
