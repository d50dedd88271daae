package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

/** Routes whose steps an editor put in a wrong order: they fail loudly and lose nothing. */
@ExtendWith(CloudExtension.class)
class WrongOrderIT {
  private final CloudUnderTest cloud;
  @TempDir Path folder;

  WrongOrderIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void promotingBeforeSealingPromotesNothing() throws Exception {
    nothingIsLost("10-intake.camel.yaml", "direct:seal", "direct:promote");
  }

  @Test
  void deletingBeforeCopyingDeletesNothing() throws Exception {
    nothingIsLost("30-promote.camel.yaml", "method: copyRequest", "method: deleteRequest");
  }

  /** What falls out of a route half-way must not count as done. */
  @Test
  void aRouteThatForgetsToPromoteAcknowledgesNothing() throws Exception {
    nothingIsLost("10-intake.camel.yaml", "uri: direct:promote", "uri: log:promotion-switched-off");
  }

  @Test
  void copyingAheadBeforeLookingCopiesNothing() throws Exception {
    nothingIsLost(
        "20-seal.camel.yaml",
        "method: copyRequest",
        "method: acceptDigest",
        Map.of("waybill.digest.mode", "server"));
  }

  private void nothingIsLost(String file, String step, String wrong) throws Exception {
    nothingIsLost(file, step, wrong, Map.of());
  }

  private void nothingIsLost(String file, String step, String wrong, Map<String, String> settings)
      throws Exception {
    Path home = RoutesCopy.under(folder);
    Path route = home.resolve("routes").resolve(file);
    String text = Files.readString(route);
    assertThat(text).contains(step);
    Files.writeString(route, text.replace(step, wrong));
    try (PipelineUnderTest pipeline =
        PipelineUnderTest.provision(cloud, folder, settings).startFrom(home)) {
      ObjectVersion landed = pipeline.put("incoming/a", "kept");

      Awaitility.await()
          .atMost(java.time.Duration.ofSeconds(60))
          .until(() -> pipeline.left(pipeline.deadLetterUrl()) > 0);

      assertThat(pipeline.exists("incoming/a", landed.versionId())).isTrue();
      assertThat(pipeline.promoted()).isEmpty();
      Message dead =
          pipeline
              .aws()
              .sqs()
              .receiveMessage(
                  it -> it.queueUrl(pipeline.deadLetterUrl()).messageAttributeNames("All"))
              .messages()
              .get(0);
      assertThat(dead.messageAttributes().get("waybill-reason").stringValue())
          .isEqualTo("retries-exhausted");
    }
  }
}
