package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Routes whose steps are in a wrong order: they fail, and lose nothing. Dynamic endpoints hide the
 * order from the check at the start, so that the types of the steps are all that protects objects.
 */
@ExtendWith(CloudExtension.class)
class WrongOrderIT {
  private final CloudUnderTest cloud;
  @TempDir Path folder;

  WrongOrderIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void promotesNothingWhenPromotionPrecedesSealing() throws Exception {
    assertNothingIsLost("10-intake.camel.yaml", "direct:seal", "direct:promote");
  }

  @Test
  void deletesNothingWhenDeletionPrecedesCopy() throws Exception {
    assertNothingIsLost("30-promote.camel.yaml", "method: copyRequest", "method: deleteRequest");
  }

  /** A record that leaves a route before its custody ended must not count as done. */
  @Test
  void acknowledgesNothingWhenRouteLacksPromotion() throws Exception {
    assertNothingIsLost(
        "10-intake.camel.yaml", "uri: direct:promote", "uri: log:promotion-switched-off");
  }

  @Test
  void copiesNothingWhenCopyPrecedesItsRequest() throws Exception {
    assertNothingIsLost(
        "20-seal.camel.yaml",
        "method: copyRequest",
        "method: acceptDigest",
        Map.of("waybill.digest.mode", "server"));
  }

  private void assertNothingIsLost(String file, String step, String wrong) throws Exception {
    assertNothingIsLost(file, step, wrong, Map.of());
  }

  /** Hides the order from the check of the start, on every way into the routes. */
  private static void hideOrder(Path routes) throws IOException {
    for (String stem : List.of("10-intake", "15-backfill")) {
      Path file = routes.resolve(stem + ".camel.yaml");
      String text = Files.readString(file);
      String hidden = text.replaceAll("- to:(\\s+id: " + stem + "-)", "- toD:$1");
      assertThat(hidden).isNotEqualTo(text);
      Files.writeString(file, hidden);
    }
  }

  private void assertNothingIsLost(
      String file, String step, String wrong, Map<String, String> settings) throws Exception {
    Path home = RoutesCopy.under(folder);
    hideOrder(home.resolve("routes"));
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
