package dev.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.settings.Settings;
import dev.waybill.settings.SettingsLoader;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests of clients from the environment. The SDK reads these system properties like
 * AWS_ENDPOINT_URL and the related variables.
 */
final class AwsClientsTest {
  private static final String REGION = "aws.region";
  private static final String ENDPOINT = "aws.endpointUrl";
  private static final String S3_ENDPOINT = "aws.endpointUrlS3";

  @TempDir Path home;

  @BeforeEach
  void setRegion() {
    System.setProperty(REGION, "eu-central-1");
  }

  @AfterEach
  void clearProperties() {
    for (String name : new String[] {REGION, ENDPOINT, S3_ENDPOINT}) {
      System.clearProperty(name);
    }
  }

  @Test
  void prefersEndpointOfServiceToCommonEndpoint() {
    System.setProperty(ENDPOINT, "http://localhost:1");
    System.setProperty(S3_ENDPOINT, "http://localhost:2");

    try (AwsClients clients = AwsClients.fromEnvironment(settings(16))) {
      assertThat(clients.s3().serviceClientConfiguration().endpointOverride())
          .contains(URI.create("http://localhost:2"));
      assertThat(clients.sqs().serviceClientConfiguration().endpointOverride())
          .contains(URI.create("http://localhost:1"));
      assertThat(objectUrl(clients)).isEqualTo("http://localhost:2/bucket/key");
    }
  }

  @Test
  void addressesBucketsOfAwsByHost() {
    try (AwsClients clients = AwsClients.fromEnvironment(settings(16))) {
      assertThat(objectUrl(clients)).isEqualTo("https://bucket.s3.eu-central-1.amazonaws.com/key");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void takesBlankEndpointForUnset(String value) {
    System.setProperty(ENDPOINT, value);

    try (AwsClients clients = AwsClients.fromEnvironment(settings(16))) {
      assertThat(objectUrl(clients)).isEqualTo("https://bucket.s3.eu-central-1.amazonaws.com/key");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:4566", "http:///", "a b"})
  void reportsEndpointThatIsNotAUrl(String value) {
    System.setProperty(ENDPOINT, value);

    assertThatThrownBy(() -> AwsClients.fromEnvironment(settings(16)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("AWS_ENDPOINT_URL: \"" + value + "\" is not a URL");
  }

  @Test
  void reportsEndpointOfAServiceThatIsNotAUrl() {
    System.setProperty(S3_ENDPOINT, "s3");

    assertThatThrownBy(() -> AwsClients.fromEnvironment(settings(16)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("AWS_ENDPOINT_URL_S3: \"s3\" is not a URL");
  }

  @Test
  void allowsAConnectionForEveryWorkerAndPart() {
    Connections connections = Connections.of(settings(500));

    assertThat(connections.s3()).isGreaterThan(500 + 8);
    assertThat(connections.sqs()).isGreaterThan(500);
  }

  private static String objectUrl(AwsClients clients) {
    return clients.s3().utilities().getUrl(it -> it.bucket("bucket").key("key")).toString();
  }

  private Settings settings(int workers) {
    return new SettingsLoader(home, Map.of())
        .loadLocal(home, Map.of("waybill.intake.workers", Integer.toString(workers)))
        .settings();
  }
}
