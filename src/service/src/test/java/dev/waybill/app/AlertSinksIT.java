package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.startup.StartupException;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Service with a configured sink. */
@ExtendWith(CloudExtension.class)
class AlertSinksIT {
  private static final String SECRET = "s3cr3tHook";
  private final CloudUnderTest cloud;
  @TempDir Path folder;

  AlertSinksIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @ParameterizedTest
  @ValueSource(strings = {"60-alert-slack", "60-alert-route", "60-alert-again", "60-alert-log"})
  void startFailsForConfiguredSinkWithoutRoute(String route) throws Exception {
    Path home = RoutesCopy.under(folder);
    Files.delete(home.resolve("routes/" + route + ".camel.yaml"));
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, folder, slack("0"))) {
      assertThatThrownBy(() -> pipeline.startFrom(home))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining(route)
          .hasMessageContaining("put their files back");
    }
  }

  @Test
  void startsWithoutRouteOfUnusedSink() throws Exception {
    Path home = RoutesCopy.under(folder);
    Files.delete(home.resolve("routes/60-alert-mail.camel.yaml"));
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, folder, slack("0"))) {
      pipeline.startFrom(home);
    }
  }

  @Test
  void managementPagesShowSinkWithoutSecret() throws Exception {
    int port = FreePort.find();
    try (PipelineUnderTest pipeline =
        PipelineUnderTest.provision(cloud, folder, slack(Integer.toString(port)))) {
      pipeline.start();

      assertThat(get(port, "/observe/metrics"))
          .contains("waybill_alerts_total{result=\"undelivered\",sink=\"slack\"} 0.0")
          .contains("waybill_alerts_waiting{sink=\"slack\"} 0.0")
          .doesNotContain("sink=\"pagerduty\"")
          .doesNotContain(SECRET);
      assertThat(get(port, "/observe/health")).doesNotContain(SECRET);
    }
  }

  private static Map<String, String> slack(String port) {
    return Map.of(
        "waybill.alert.slack.url",
        "https://127.0.0.1:9/services/" + SECRET,
        "waybill.management.host",
        "127.0.0.1",
        "waybill.management.port",
        port);
  }

  private static String get(int port, String path) throws IOException, InterruptedException {
    HttpRequest get = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return HttpClient.newHttpClient().send(get, BodyHandlers.ofString()).body();
  }
}
