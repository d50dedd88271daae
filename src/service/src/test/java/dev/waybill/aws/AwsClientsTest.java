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

/** The SDK reads these system properties where it reads AWS_ENDPOINT_URL and its kind. */
final class AwsClientsTest {
  private static final String REGION = "aws.region";
  private static final String ALL = "aws.endpointUrl";
  private static final String S3 = "aws.endpointUrlS3";

  @TempDir Path home;

  @BeforeEach
  void region() {
    System.setProperty(REGION, "eu-central-1");
  }

  @AfterEach
  void forget() {
    for (String name : new String[] {REGION, ALL, S3}) {
      System.clearProperty(name);
    }
  }

  @Test
  void aServiceSOwnEndpointGoesBeforeThatOfAll() {
    System.setProperty(ALL, "http://localhost:1");
    System.setProperty(S3, "http://localhost:2");

    try (AwsClients clients = AwsClients.fromEnvironment(settings(16))) {
      assertThat(clients.s3().serviceClientConfiguration().endpointOverride())
          .contains(URI.create("http://localhost:2"));
      assertThat(clients.sqs().serviceClientConfiguration().endpointOverride())
          .contains(URI.create("http://localhost:1"));
      assertThat(urlOfAnObject(clients)).isEqualTo("http://localhost:2/bucket/key");
    }
  }

  @Test
  void awsItselfIsAddressedAsItWantsToBe() {
    try (AwsClients clients = AwsClients.fromEnvironment(settings(16))) {
      assertThat(urlOfAnObject(clients))
          .isEqualTo("https://bucket.s3.eu-central-1.amazonaws.com/key");
    }
  }

  @Test
  void anEndpointThatIsNoUrlIsNamed() {
    System.setProperty(ALL, "");

    assertThatThrownBy(() -> AwsClients.fromEnvironment(settings(16)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("AWS_ENDPOINT_URL: \"\" is no URL");
  }

  @Test
  void everyWorkerAndEveryPartHasAConnection() {
    Connections connections = Connections.of(settings(500));

    assertThat(connections.s3()).isGreaterThan(500 + 8);
    assertThat(connections.sqs()).isGreaterThan(500);
  }

  private static String urlOfAnObject(AwsClients clients) {
    return clients.s3().utilities().getUrl(it -> it.bucket("bucket").key("key")).toString();
  }

  private Settings settings(int workers) {
    return new SettingsLoader(home, Map.of())
        .loadLocal(home, Map.of("waybill.intake.workers", Integer.toString(workers)))
        .settings();
  }
}
