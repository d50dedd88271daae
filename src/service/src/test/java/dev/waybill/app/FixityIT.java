package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.aws.AwsClients;
import dev.waybill.cli.GlobalOptions;
import dev.waybill.cli.WaybillCommand;
import dev.waybill.cli.WhyCommand;
import dev.waybill.cli.WhyService;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;

/** Tests of a running service that reads sealed objects again. */
@ExtendWith(CloudExtension.class)
final class FixityIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;
  private int port;

  FixityIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void start() throws Exception {
    port = FreePort.find();
    pipeline =
        PipelineUnderTest.provision(
                cloud,
                folder,
                Map.of(
                    "waybill.record-log.enabled",
                    "true",
                    "waybill.fixity.enabled",
                    "true",
                    "waybill.fixity.every",
                    "10s",
                    "waybill.status.names",
                    "true",
                    "waybill.management.port",
                    Integer.toString(port)))
            .start();
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void reportsBytesThatWereAlteredBehindItsBackAndOnlyThese() throws Exception {
    for (int object = 0; object < 5; object++) {
      pipeline.put("incoming/" + object, "content " + object);
    }
    pipeline.awaitEnds(5);
    ObjectVersion altered = pipeline.versions("processed/3").get(0);
    cloud.damage().flipByte(altered.bucket(), altered.key(), altered.versionId(), 2);

    await().atMost(LIMIT).until(() -> alerts().contains("fixity-altered"));

    assertThat(alerts().lines().filter(it -> it.contains("\"fixity-")))
        .isNotEmpty()
        .allMatch(it -> it.contains("processed/3") || it.contains("incoming/3"));
    assertThat(keys(FixityPaths.RESULTS)).isPositive();
  }

  @Test
  void statesEachCycleInTheLogAndTellsTheStoryOfAnOverwrittenObject() throws Exception {
    ObjectVersion landed = pipeline.put("incoming/a", "content");
    pipeline.awaitEnds(1);

    await().atMost(LIMIT).until(() -> keys(FixityPaths.CYCLES) >= 2);

    Path before = folder.resolve("before.json");
    assertThat(why("s3://" + pipeline.raw() + "/processed/a", before)).isZero();
    var unused =
        pipeline
            .s3()
            .putObject(
                it -> it.bucket(pipeline.raw()).key("processed/a"),
                RequestBody.fromString("other bytes"));
    await().atMost(LIMIT).until(() -> alerts().contains("fixity-shadowed"));
    Path after = folder.resolve("after.json");
    assertThat(why(landed.uri(), after)).isEqualTo(1);

    JsonNode story = new ObjectMapper().readTree(after.toFile());
    assertThat(story.path("verdict").path("custody").asText()).isEqualTo("altered");
    List<String> kinds = new ArrayList<>();
    story.path("events").forEach(it -> kinds.add(it.path("kind").asText()));
    assertThat(kinds)
        .contains("version", "received", "sealed", "logged", "promoted", "verified", "incident");
    assertThat(kinds.subList(0, 5))
        .containsExactlyInAnyOrder("version", "received", "sealed", "logged", "promoted");
    assertThat(story.path("events"))
        .filteredOn(it -> it.path("kind").asText().equals("version"))
        .extracting(it -> it.path("defect").asBoolean())
        .containsExactly(false, true);
    assertThat(story.path("gaps"))
        .extracting(it -> it.path("source").asText())
        .contains("cloudtrail");
    assertThat(page(landed.uri())).contains("altered", "no record states these bytes");
  }

  /** Returns the status page with the answer about an object. */
  private String page(String address) throws Exception {
    URI page =
        URI.create(
            "http://127.0.0.1:"
                + port
                + "/status?object="
                + URLEncoder.encode(address, StandardCharsets.UTF_8));
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
        .body();
  }

  /** Returns the exit code of the command. */
  private int why(String address, Path report) {
    WhyRun run =
        new WhyRun(
            settings ->
                AwsClients.of(
                    cloud.endpoint(),
                    CloudUnderTest.REGION,
                    StaticCredentialsProvider.create(cloud.credentials())));
    WhyService service =
        question ->
            run.tell(
                new WhyService.Question(
                    question.home(),
                    pipeline.loaded(),
                    question.address(),
                    question.since(),
                    question.isAthenaAsked(),
                    null,
                    false));
    GlobalOptions options = new GlobalOptions(Map.of());
    return WaybillCommand.commandLine(options, new WhyCommand(options, service))
        .execute("why", address, "--no-athena", "--json", "-o", report.toString());
  }

  private long keys(String prefix) {
    return pipeline
        .s3()
        .listObjectsV2(
            list -> list.bucket(pipeline.settings().provenance().bucket()).prefix(prefix))
        .keyCount();
  }

  private String alerts() throws IOException {
    Path file = pipeline.settings().alertsFile();
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
