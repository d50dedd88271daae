package dev.waybill.bench;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustodyBench {
  @Test
  void waybillAndWhatOneWouldUseInstead() throws Exception {
    Scale scale = Scale.ofProperties();
    SpringClosure spring = SpringClosure.compiled();
    try (Stage stage = Stage.open()) {
      List<Consumer> consumers =
          List.of(
              Consumers.waybill(),
              Consumers.waybillTuned(),
              Consumers.camel(),
              Consumers.camelTuned(),
              Consumers.spring(spring),
              Consumers.springTuned(spring),
              Consumers.boto3(Path.of("python3")));
      Throughput throughput =
          new Throughput(stage, scale)
              .run(consumers, List.of(Consumers.WAYBILL, Consumers.CAMEL_TUNED));
    }
  }
}
