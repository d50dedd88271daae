package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.aws.Connections;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Connections to the queue stay free while objects are read. */
@ExtendWith(CloudExtension.class)
class ConnectionsIT {
  private static final int SIZE = 1 << 20;

  private final CloudUnderTest cloud;
  @TempDir Path folder;

  ConnectionsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void extendsMessagesWhileAllS3ConnectionsAreBusy() throws Exception {
    Map<String, String> few =
        Map.of("waybill.intake.workers", "1", "waybill.promotion.parallel-parts", "1");
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, folder, few)) {
      pipeline
          .s3()
          .putObject(
              it -> it.bucket(pipeline.raw()).key("other/large"),
              RequestBody.fromBytes(new byte[SIZE]));
      List<ResponseInputStream<GetObjectResponse>> open = new ArrayList<>();
      try {
        for (int count = 0; count < Connections.of(pipeline.settings()).s3(); count++) {
          open.add(pipeline.s3().getObject(it -> it.bucket(pipeline.raw()).key("other/large")));
        }

        assertThat(pipeline.left(pipeline.queueUrl())).isNotNegative();
      } finally {
        open.forEach(ResponseInputStream::abort);
      }
    }
  }
}
