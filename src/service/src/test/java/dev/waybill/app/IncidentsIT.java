package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEvent;
import dev.waybill.alert.Severity;
import dev.waybill.alert.incident.IncidentPolicy;
import dev.waybill.alert.incident.Incidents;
import dev.waybill.aws.IncidentArchive;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Failures of the service as incidents in S3 and as events. */
@ExtendWith(CloudExtension.class)
class IncidentsIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;

  IncidentsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  private void provision(Map<String, String> more) throws IOException {
    pipeline = PipelineUnderTest.provision(cloud, folder, more);
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void repeatedRejectionIsOneIncident() throws Exception {
    provision(Map.of());
    pipeline.start();
    sendNonsense();
    await().atMost(LONG).until(() -> events().size() == 1);
    sendNonsense();
    sendNonsense();
    await().atMost(LONG).until(() -> pipeline.labels().size() == 3);

    await().atMost(LONG).until(() -> count("custody-malformed-notification") == 3);
    assertThat(events()).hasSize(1);
    assertThat(events().get(0).path("type").asText()).isEqualTo("dev.waybill.finding.begin");
    assertThat(events().get(0).at("/data/finding_info/analytic/uid").asText())
        .isEqualTo("custody-malformed-notification");
    // The other messages may be counted between the delivery and the note of it.
    await()
        .atMost(LONG)
        .until(
            () -> incident("custody-malformed-notification").path("phase").asText().equals("TOLD"));
  }

  @Test
  void custodyContinuesWhileIncidentStoreIsUnreachable() throws Exception {
    cloud.assumeWithout(EmulatorLimit.POLICIES_NOT_ENFORCED);
    provision(Map.of());
    denyIncidents();
    pipeline.start();

    sendNonsense();
    pipeline.put("incoming/fine", "fine");
    await().atMost(LONG).until(() -> pipeline.labels().size() == 2);
    assertThat(pipeline.labels()).contains("promoted");
    await().atMost(LONG).until(() -> events().size() == 1);
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isEqualTo(1);
    assertThat(keys()).isEmpty();

    pipeline.s3().deleteBucketPolicy(it -> it.bucket(results()));
    await().atMost(LONG).until(() -> events().size() == 2);
    await()
        .atMost(LONG)
        .until(
            () -> incident("custody-malformed-notification").path("phase").asText().equals("TOLD"));
  }

  @Test
  void nextServiceDeliversEventsPendingAtACrash() throws Exception {
    provision(Map.of());
    Instant before = Instant.now().minus(Duration.ofHours(1));
    AlertEvent lost = incidents(before).register(finding(before)).get(0);

    pipeline.start();

    await().atMost(LONG).until(() -> events().size() == 1);
    assertThat(events().get(0).path("id").asText()).isEqualTo(lost.eventId());
    assertThat(events().get(0)).isEqualTo(JSON.readTree(lost.json()));
    await().atMost(LONG).until(() -> incident("rule").path("phase").asText().equals("TOLD"));
  }

  @Test
  void reportsBaselineDriftAndItsEnd() throws Exception {
    provision(Map.of("waybill.baseline.every", "3s"));
    cloud.assumeWithout(EmulatorLimit.NO_CLOUDTRAIL);
    Path home = RoutesCopy.under(folder);
    Path file = home.resolve("routes/50-baseline.camel.yaml");
    String route = Files.readString(file);
    assertThat(route).contains("baseline.first:300000");
    Files.writeString(file, route.replace("baseline.first:300000", "baseline.first:100"));
    pipeline.startFrom(home);
    pipeline.s3().deleteBucketLifecycle(it -> it.bucket(pipeline.raw()));

    await().atMost(LONG).until(() -> !events().isEmpty());
    JsonNode drift = events().get(0);
    assertThat(drift.at("/data/finding_info/uid").asText())
        .isEqualTo("baseline/raw.lifecycle/" + pipeline.raw());
    assertThat(drift.at("/data/remediation/desc").asText()).contains("waybill baseline apply");

    BaselineRun.of(pipeline.aws(), pipeline.settings(), home).apply(it -> {});

    await().atMost(LONG).until(() -> events().size() == 2);
    assertThat(events().get(1).path("type").asText()).isEqualTo("dev.waybill.finding.end");
    assertThat(events().get(1).at("/data/status_detail").asText())
        .isEqualTo("the control holds again");
  }

  private void sendNonsense() {
    pipeline.aws().sqs().sendMessage(it -> it.queueUrl(pipeline.queueUrl()).messageBody("${none}"));
  }

  private Incidents incidents(Instant time) {
    IncidentPolicy policy =
        new IncidentPolicy(
            Duration.ofDays(1),
            Duration.ofMinutes(15),
            rule -> Duration.ofDays(2),
            IncidentPolicy.LEASE,
            100);
    return new Incidents(
        new IncidentArchive(pipeline.s3(), pipeline.settings().audit().results()),
        policy,
        new FindingEvent(pipeline.raw(), "0.1.0"),
        new ManualClock(time));
  }

  private static Finding finding(Instant time) {
    return new Finding(
        "uid '\n${x}", "rule", "t", Severity.HIGH, "m", "r", "arn:aws:s3:::raw/${y}", time);
  }

  private void denyIncidents() {
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
         "Action":"s3:PutObject","Resource":"arn:aws:s3:::%s/waybill/incidents/*"}]}
        """
            .formatted(results());
    pipeline.s3().putBucketPolicy(put -> put.bucket(results()).policy(policy));
  }

  private List<JsonNode> events() throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : AlertLines.read(folder.resolve("alerts.jsonl"))) {
      events.add(JSON.readTree(line));
    }
    return events;
  }

  private String results() {
    String place = pipeline.settings().audit().results().substring("s3://".length());
    return place.substring(0, place.indexOf('/'));
  }

  private List<String> keys() {
    return pipeline
        .s3()
        .listObjectsV2(it -> it.bucket(results()).prefix("waybill/incidents/"))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private long count(String rule) throws IOException {
    return incident(rule).at("/finding/sightings/count").asLong();
  }

  private JsonNode incident(String rule) throws IOException {
    for (String key : keys()) {
      if (key.startsWith("waybill/incidents/" + rule + "/")) {
        return JSON.readTree(
            pipeline
                .s3()
                .getObjectAsBytes(it -> it.bucket(results()).key(key))
                .asByteArrayUnsafe());
      }
    }
    return JSON.missingNode();
  }
}
