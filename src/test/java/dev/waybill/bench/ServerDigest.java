package dev.waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** P5: the bytes that are read of an object whose digest S3 is trusted with. */
final class ServerDigest {
  private static final String MODE = "waybill.digest.mode";
  private static final String WHAT = "bytes read an object in digest mode server";
  private static final int OBJECTS = 200;

  private final Stage stage;

  ServerDigest(Stage stage) {
    this.stage = stage;
  }

  List<Row> rows() throws IOException, InterruptedException {
    String settings = Files.readString(Path.of("config", "application.properties"));
    if (!settings.contains(MODE)) {
      return List.of(Row.unmeasured("P5", WHAT, "0", "not built"));
    }
    ConsumerProcess waybill =
        stage.start(
            Consumers.waybill(
                "Waybill, digest by S3", 1, Map.of("WAYBILL_DIGEST_MODE", "server"), List.of()));
    Series bytes = Series.of(stage.batches().run(waybill, OBJECTS, 0).bytesRead());
    stage.places().requireDone(waybill.place(), waybill.given());
    waybill.close();
    return List.of(Row.number("P5", WHAT, new Goal(0, false, "0"), bytes, ""));
  }
}
