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

/** Tests of incomplete routes, which stop the start before a message is received. */
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
  void rejectsMissingErrorPolicy() throws Exception {
    Files.delete(route("90-errors"));

    rejection()
        .hasMessageContaining("90-errors-final, 90-errors-passing")
        .hasMessageContaining(home.resolve("routes").toString());
  }

  @Test
  void rejectsErrorPolicyThatAppliesToNoRoute() throws Exception {
    edit("90-errors", "- routeConfiguration:", "- routeConfiguration:\n    id: policy");

    rejection().hasMessageContaining("90-errors-final").hasMessageContaining("without an id");
  }

  @Test
  void rejectsIncompleteErrorPolicy() throws Exception {
    edit("90-errors", "id: 90-errors-passing", "id: something-else");

    rejection().hasMessageContaining("[90-errors-passing]");
  }

  @Test
  void rejectsMissingRoute() throws Exception {
    Files.delete(route("30-promote"));

    rejection()
        .hasMessageStartingWith("the routes [30-promote] are missing in ")
        .hasMessageContaining(home.resolve("routes").toString());
  }

  @Test
  void namesInvalidYamlFile() throws Exception {
    edit("20-seal", "- route:", "- route: [");

    rejection().hasMessageContaining("20-seal.camel.yaml");
  }

  @Test
  void namesUnknownStepWithFileAndLine() throws Exception {
    Files.writeString(
        home.resolve("routes").resolve("95-own.camel.yaml"),
        "- route:\n    from:\n      uri: direct:own\n      steps:\n        - logg: hi\n");

    rejection().hasMessageContaining("95-own.camel.yaml, line 5").hasMessageContaining("logg");
  }

  @Test
  void namesMissingBeanWithFile() throws Exception {
    edit("20-seal", "ref: provenance", "ref: provenence");

    rejection()
        .hasMessageEndingWith(
            "20-seal.camel.yaml: No bean could be found in the registry for: provenence");
  }

  @Test
  void rejectsPromotionBeforeSealing() throws Exception {
    edit("10-intake", "direct:seal", "direct:later");
    edit("10-intake", "direct:promote", "direct:seal");
    edit("10-intake", "direct:later", "direct:promote");

    rejection()
        .hasMessageContaining("the step 30-promote-hook (hooks.sealed) needs an object that")
        .hasMessageContaining("is Sealed, but here it is Received")
        .hasMessageContaining(home.resolve("routes").toString());
  }

  private Path route(String stem) {
    return home.resolve("routes").resolve(stem + ".camel.yaml");
  }

  private void edit(String stem, String text, String replacement) throws IOException {
    String content = Files.readString(route(stem));
    assertThat(content).contains(text);
    Files.writeString(route(stem), content.replace(text, replacement));
  }

  private AbstractThrowableAssert<?, ? extends Throwable> rejection() throws Exception {
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, folder, Map.of())) {
      pipeline.put("incoming/waits", "for better routes");
      var rejection =
          assertThatThrownBy(() -> pipeline.startFrom(home)).isInstanceOf(StartupException.class);
      assertThat(received(pipeline)).isEqualTo("0");
      return rejection;
    }
  }

  private static String received(PipelineUnderTest pipeline) {
    QueueAttributeName name = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
    return pipeline
        .aws()
        .sqs()
        .getQueueAttributes(get -> get.queueUrl(pipeline.queueUrl()).attributeNames(name))
        .attributes()
        .get(name);
  }
}
