package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.log.LogPaths;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** An event of CloudTrail about a promoted object, which has the object examined at once. */
@ExtendWith(CloudExtension.class)
final class TouchedObjectIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

  private final CloudUnderTest cloud;
  private PipelineUnderTest pipeline;

  TouchedObjectIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    cloud.assumeWithout(EmulatorLimit.NO_GLUE);
    Map<String, String> settings = new HashMap<>();
    AuditCatalog.load(Path.of(""))
        .queries()
        .forEach(it -> settings.put("waybill.audit." + it.id() + ".enabled", "false"));
    settings.put("waybill.audit.enabled", "true");
    settings.put("waybill.audit.PL-05.enabled", "true");
    settings.put("waybill.audit.PL-05.schedule", "5s");
    settings.put("waybill.record-log.enabled", "true");
    settings.put("waybill.fixity.enabled", "true");
    settings.put("waybill.fixity.every", "30d");
    pipeline = PipelineUnderTest.provision(cloud, folder, settings).withoutLogPolicy().start();
  }

  @AfterEach
  void close() {
    if (pipeline != null) {
      pipeline.close();
    }
  }

  @Test
  void examinesObjectBeforeTheNextCycle() throws Exception {
    pipeline.put("incoming/a", "content a");
    pipeline.put("incoming/b", "content b");
    pipeline.awaitEnds(2);
    awaitLogged();
    ObjectVersion altered = pipeline.versions("processed/a").get(0);
    cloud.damage().flipByte(altered.bucket(), altered.key(), altered.versionId(), 2);

    deliver("processed/a", "processed/b");

    await().atMost(LIMIT).until(() -> alerts().contains("fixity-altered"));
    assertThat(alerts().lines().filter(it -> it.contains("\"fixity-")))
        .isNotEmpty()
        .allMatch(it -> it.contains("/a\""));
    assertThat(keys(FixityPaths.RESULTS)).as("results of the cycle").isZero();
  }

  private void awaitLogged() {
    await().atMost(LIMIT).until(() -> keys(LogPaths.PENDING) == 0 && keys(LogPaths.TILES) > 0);
  }

  private long keys(String prefix) {
    String bucket = pipeline.settings().provenance().bucket();
    return pipeline.s3().listObjectsV2(list -> list.bucket(bucket).prefix(prefix)).keyCount();
  }

  private void deliver(String... keys) throws IOException {
    Instant now = Instant.now();
    ObjectNode file = JSON.createObjectNode();
    var records = file.putArray("Records");
    for (String key : keys) {
      records.add(event(key, now.minusSeconds(60)));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(file.toString().getBytes(StandardCharsets.UTF_8));
    }
    String name =
        "AWSLogs/000000000000/CloudTrail/us-east-1/"
            + FOLDER.format(now)
            + "/000000000000_CloudTrail_us-east-1_touched.json.gz";
    pipeline
        .s3()
        .putObject(
            it -> it.bucket(pipeline.settings().logBucket()).key(name),
            RequestBody.fromBytes(bytes.toByteArray()));
  }

  private ObjectNode event(String key, Instant time) {
    ObjectNode event = JSON.createObjectNode();
    event.put("eventVersion", "1.11");
    event
        .putObject("userIdentity")
        .put("type", "IAMUser")
        .put("arn", "arn:aws:iam::000000000000:user/alice")
        .put("accountId", "000000000000")
        .put("userName", "alice");
    event.put("eventTime", time.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("eventSource", "s3.amazonaws.com").put("eventName", "UpdateObjectEncryption");
    event.put("awsRegion", "us-east-1").put("sourceIPAddress", "192.0.2.1");
    event
        .put("userAgent", "test")
        .put("eventID", "of-" + key.replace('/', '-'))
        .put("eventType", "AwsApiCall");
    event
        .putObject("requestParameters")
        .put("bucketName", pipeline.settings().raw().bucket())
        .put("key", key);
    event.put("managementEvent", false).put("eventCategory", "Data");
    event.put("recipientAccountId", "000000000000");
    return event;
  }

  private String alerts() throws IOException {
    Path file = pipeline.settings().alertsFile();
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
