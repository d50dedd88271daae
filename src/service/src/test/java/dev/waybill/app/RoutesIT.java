package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.startup.StartupException;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Routes that are not whole stop the start, and the queue is not touched. */
@ExtendWith(CloudExtension.class)
class RoutesIT {
  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private Path home;

  RoutesIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void copy() throws IOException {
    home = RoutesCopy.under(folder);
  }

  @Test
  void withoutTheErrorPolicyNoMessageIsTaken() throws Exception {
    Files.delete(route("90-errors"));

    refused()
        .hasMessageContaining("90-errors-final, 90-errors-passing")
        .hasMessageContaining(home.resolve("routes").toString());
  }

  @Test
  void anErrorPolicyThatNoRouteNamesIsNone() throws Exception {
    spoil("90-errors", "- routeConfiguration:", "- routeConfiguration:\n    id: policy");

    refused().hasMessageContaining("90-errors-final").hasMessageContaining("without an id");
  }

  @Test
  void halfAnErrorPolicyIsNone() throws Exception {
    spoil("90-errors", "id: 90-errors-passing", "id: something-else");

    refused().hasMessageContaining("[90-errors-passing]");
  }

  @Test
  void withoutARouteNoMessageIsTaken() throws Exception {
    Files.delete(route("30-promote"));

    refused()
        .hasMessageStartingWith("the routes [30-promote] are missing in ")
        .hasMessageContaining(home.resolve("routes").toString());
  }

  @Test
  void aFileThatIsNoYamlIsNamed() throws Exception {
    spoil("20-seal", "- route:", "- route: [");

    refused().hasMessageContaining("20-seal.camel.yaml");
  }

  @Test
  void aMistypedStepIsNamedWithItsFileAndLine() throws Exception {
    Files.writeString(
        home.resolve("routes").resolve("95-own.camel.yaml"),
        "- route:\n    from:\n      uri: direct:own\n      steps:\n        - logg: hi\n");

    refused().hasMessageContaining("95-own.camel.yaml, line 5").hasMessageContaining("logg");
  }

  @Test
  void aBeanThatIsNotThereIsNamedWithItsFile() throws Exception {
    spoil("20-seal", "ref: provenance", "ref: provenence");

    refused()
        .hasMessageEndingWith(
            "20-seal.camel.yaml: No bean could be found in the registry for: provenence");
  }

  private Path route(String stem) {
    return home.resolve("routes").resolve(stem + ".camel.yaml");
  }

  private void spoil(String stem, String text, String wrong) throws IOException {
    String content = Files.readString(route(stem));
    assertThat(content).contains(text);
    Files.writeString(route(stem), content.replace(text, wrong));
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused() throws Exception {
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, folder, Map.of())) {
      pipeline.put("incoming/waits", "for better routes");
      var refusal =
          assertThatThrownBy(() -> pipeline.startFrom(home)).isInstanceOf(StartupException.class);
      assertThat(taken(pipeline)).isEqualTo("0");
      return refusal;
    }
  }

  private static String taken(PipelineUnderTest pipeline) {
    QueueAttributeName name = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
    return pipeline
        .aws()
        .sqs()
        .getQueueAttributes(get -> get.queueUrl(pipeline.queueUrl()).attributeNames(name))
        .attributes()
        .get(name);
  }
}
