package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.aws.AuditArchive;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** Audits of the service over test log files, from delivery to alert. */
@ExtendWith(CloudExtension.class)
final class AuditIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
  private static final String HOSTILE = "audit-it ${jndi:x} {{from}} <script>'\"\n";

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private Path home;
  private PipelineUnderTest pipeline;
  private int files;

  AuditIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void provision() throws IOException {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    cloud.assumeWithout(EmulatorLimit.NO_GLUE);
    home = RoutesCopy.under(folder);
    Files.createDirectories(home.resolve("sql/audits"));
    audit("event_id");
    Map<String, String> settings = new HashMap<>();
    // The shipped audits would report what other tests do.
    AuditCatalog.load(Path.of(""))
        .queries()
        .forEach(it -> settings.put("waybill.audit." + it.id() + ".enabled", "false"));
    settings.put("waybill.audit.enabled", "true");
    settings.put("waybill.audit.T-01.schedule", "5s");
    settings.put("waybill.athena.database", cloud.uniqueName("audit").replace('-', '_'));
    pipeline = PipelineUnderTest.provision(cloud, folder, settings).withoutLogPolicy();
  }

  @AfterEach
  void close() {
    if (pipeline != null) {
      pipeline.close();
    }
  }

  private void audit(String eventId) throws IOException {
    Files.writeString(
        home.resolve("sql/audits/T-01-read.sql"),
        """
        -- id: T-01
        -- title: Read in a test
        -- question: Who read it?
        -- severity: medium
        -- tactics: collection
        -- schedule: 1h
        -- window: 1h
        -- columns: event_time timestamp(3), event_id varchar, principal varchar, user_agent varchar
        -- row: event_id
        -- incident: principal
        -- resource: principal
        -- message: {principal} read it
        -- false positives: none
        -- response: look
        SELECT DISTINCT eventTime AS event_time, %s AS event_id, principal, user_agent
        FROM cloudtrail_s3_events_flattened
        WHERE day BETWEEN {{first.day}} AND {{last.day}}
          AND eventTime >= {{from}}
          AND eventTime < {{until}}
          AND starts_with(user_agent, 'audit-it')
        """
            .formatted(eventId));
  }

  @Test
  void reportsEachEventOnceFromLateDuplicateAndUnorderedLogFiles() throws Exception {
    Instant now = Instant.now();
    ObjectNode first = event("e1", "alice", now.minusSeconds(600));
    ObjectNode late = event("e2", "bob", now.minus(2, ChronoUnit.HOURS));
    file(now, List.of(first));
    pipeline.startFrom(home);
    awaitAlert("alice");

    file(now, List.of(first, late));
    file(now, List.of(first, late));
    List<ObjectNode> many = new ArrayList<>();
    for (int i = 0; i < 2500; i++) {
      many.add(event("m" + i, "many", now.minusSeconds(900)));
    }
    file(now, many);
    awaitAlert("bob");
    awaitAlert("many");
    awaitRuns(2);

    assertThat(alerts("T-01/")).hasSize(3);
    assertThat(alert("alice").path("count").asLong()).isEqualTo(1);
    assertThat(alert("bob").path("count").asLong()).isEqualTo(1);
    assertThat(alert("many").path("count").asLong()).as("more than a page").isEqualTo(2500);
    assertThat(alert("alice").at("/unmapped/details").toString())
        .contains("${jndi:x} {{from}} <script>");
  }

  @Test
  void crashBetweenQueryAndAlertNeitherLosesNorRepeatsFindings() throws Exception {
    String results = pipeline.settings().audit().results();
    String bucket = results.substring("s3://".length(), results.length() - 1);
    deny(bucket, "waybill/incidents/*");
    Instant now = Instant.now();
    file(now, List.of(event("e1", "alice", now.minusSeconds(600))));
    pipeline.startFrom(home);
    AuditArchive states = new AuditArchive(pipeline.s3(), results);
    Awaitility.await()
        .atMost(LIMIT)
        .until(
            () -> states.find("T-01").filter(it -> !it.state().unreported().isEmpty()).isPresent());
    pipeline.stop();
    assertThat(alerts("T-01/")).isEmpty();

    pipeline.s3().deleteBucketPolicy(it -> it.bucket(bucket));
    pipeline.startFrom(home);
    awaitAlert("alice");
    awaitRuns(2);

    assertThat(alerts("T-01/")).hasSize(1);
    assertThat(alert("alice").path("count").asLong()).isEqualTo(1);
    assertThat(states.find("T-01").orElseThrow().state().unreported()).isEmpty();
  }

  @Test
  void reportsFailedAuditUntilItSucceeds() throws Exception {
    Instant now = Instant.now();
    file(now, List.of(event("e1", "alice", now.minusSeconds(600))));
    audit("CAST(CAST(event_id AS integer) AS varchar)");
    pipeline.startFrom(home);
    Awaitility.await().atMost(LIMIT).until(() -> !alerts("audit-failed/T-01").isEmpty());
    assertThat(alerts("audit-failed/T-01").get(0).path("message").asText())
        .contains("the query failed: INVALID_CAST_ARGUMENT");
    pipeline.stop();

    audit("event_id");
    pipeline.startFrom(home);
    awaitAlert("alice");

    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(alerts("audit-failed/T-01"))
                    .last()
                    .satisfies(
                        it -> assertThat(it.path("activity_name").asText()).isEqualTo("Close")));
  }

  @Test
  void judgesTheOtherFilesAndReportsTheDamagedOne() throws Exception {
    Instant now = Instant.now();
    put(now, "no log".getBytes(StandardCharsets.UTF_8));
    file(now, List.of(event("e1", "alice", now.minusSeconds(600))));
    audit("event_id");

    pipeline.startFrom(home);

    awaitAlert("alice");
    List<JsonNode> damaged = alerts("log-file-damaged/");
    assertThat(damaged).hasSize(1);
    assertThat(damaged.get(0).path("message").asText()).contains("it is not valid JSON");
    assertThat(alerts("audit-failed/T-01")).isEmpty();
  }

  private void deny(String bucket, String keys) {
    String resource = "arn:aws:s3:::" + bucket + "/" + keys;
    pipeline
        .s3()
        .putBucketPolicy(
            it ->
                it.bucket(bucket)
                    .policy(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\","
                            + "\"Principal\":\"*\",\"Action\":\"s3:PutObject\",\"Resource\":\""
                            + resource
                            + "\"}]}"));
  }

  private static ObjectNode event(String id, String user, Instant time) {
    ObjectNode event = JSON.createObjectNode();
    event.put("eventVersion", "1.09");
    event
        .putObject("userIdentity")
        .put("type", "IAMUser")
        .put("arn", "arn:aws:iam::000000000000:user/" + user)
        .put("accountId", "000000000000")
        .put("userName", user);
    event.put("eventTime", time.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("eventSource", "s3.amazonaws.com").put("eventName", "GetObject");
    event.put("awsRegion", "us-east-1").put("sourceIPAddress", "192.0.2.1");
    event.put("userAgent", HOSTILE).put("eventID", id).put("eventType", "AwsApiCall");
    event.putObject("requestParameters").put("bucketName", "raw").put("key", "incoming/a");
    event.put("managementEvent", false).put("eventCategory", "Data");
    event.put("recipientAccountId", "000000000000");
    return event;
  }

  private void file(Instant delivered, List<ObjectNode> events) throws IOException {
    ObjectNode file = JSON.createObjectNode();
    ArrayNode records = file.putArray("Records");
    events.forEach(records::add);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(file.toString().getBytes(StandardCharsets.UTF_8));
    }
    put(delivered, bytes.toByteArray());
  }

  private void put(Instant delivered, byte[] bytes) {
    String key =
        "AWSLogs/000000000000/CloudTrail/us-east-1/"
            + FOLDER.format(delivered)
            + "/000000000000_CloudTrail_us-east-1_test"
            + files++
            + ".json.gz";
    pipeline
        .s3()
        .putObject(
            it -> it.bucket(pipeline.settings().logBucket()).key(key),
            RequestBody.fromBytes(bytes));
  }

  /** Returns the findings of delivered events whose uid has a prefix. */
  private List<JsonNode> alerts(String uid) throws IOException {
    List<JsonNode> alerts = new ArrayList<>();
    for (String line : AlertLines.read(folder.resolve("alerts.jsonl"))) {
      JsonNode finding = JSON.readTree(line).path("data");
      if (finding.at("/finding_info/uid").asText().startsWith(uid)) {
        alerts.add(finding);
      }
    }
    return alerts;
  }

  private JsonNode alert(String user) throws IOException {
    return alerts("T-01/").stream()
        .filter(it -> it.path("message").asText().contains("user/" + user + " "))
        .findFirst()
        .orElse(JSON.missingNode());
  }

  private void awaitAlert(String user) {
    Awaitility.await().atMost(LIMIT).until(() -> !alert(user).isMissingNode());
  }

  /** Waits for a number of further queries. */
  private void awaitRuns(int more) {
    int before = queries();
    Awaitility.await().atMost(LIMIT).until(() -> queries() >= before + more);
  }

  private int queries() {
    return pipeline
        .aws()
        .athena()
        .listQueryExecutions(it -> it.workGroup(pipeline.settings().audit().workgroup()))
        .queryExecutionIds()
        .size();
  }
}
