package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Traces of messages, received as an OpenTelemetry collector receives them. */
@ExtendWith(CloudExtension.class)
class TracingIT {
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private OtlpReceiver receiver;

  TracingIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void receive() throws Exception {
    receiver = new OtlpReceiver();
    System.setProperty(ENDPOINT, receiver.endpoint());
  }

  @AfterEach
  void stop() {
    System.clearProperty(ENDPOINT);
    receiver.close();
  }

  @Test
  void exportsOneTracePerMessageWithItsRoutes() throws Exception {
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, folder, Map.of())) {
      pipeline.start();
      pipeline.put("incoming/secret-name", "one");
      pipeline.awaitEnds(1);
      pipeline.stop();
    }

    List<List<String>> custody =
        receiver.traces().values().stream()
            .filter(names -> names.stream().anyMatch(name -> name.contains("seal")))
            .toList();
    assertThat(custody).as(receiver.traces().toString()).hasSize(1);
    assertThat(custody.get(0))
        .anyMatch(name -> name.contains("promote"))
        .noneMatch(name -> name.contains("secret-name"));
  }

  @Test
  void runsWhenNoCollectorListens() throws Exception {
    receiver.close();
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, folder, Map.of())) {
      pipeline.start();
      pipeline.put("incoming/a", "one");

      pipeline.awaitEnds(1);

      assertThat(pipeline.labels()).containsExactly("promoted");
    }
  }
}
