package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.DeploymentValues;
import dev.waybill.audit.catalog.ParameterValue;
import dev.waybill.aws.AwsClients;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.Row;

/**
 * PL-07 over the logs of a service that does all of its work, and of a thief with the credentials
 * of its role.
 */
@ExtendWith(CloudExtension.class)
final class UnclaimedCallsIT {
  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final Duration LIMIT = Duration.ofMinutes(4);

  /** Column of the request id in the answer. */
  private static final int REQUEST_ID = 10;

  private static final int EVENT_NAME = 3;

  private final CloudUnderTest cloud;
  private final AwsBasicCredentials role;
  private PipelineUnderTest pipeline;
  private AwsClients service;

  UnclaimedCallsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    role =
        AwsBasicCredentials.create(cloud.uniqueName("role"), cloud.credentials().secretAccessKey());
  }

  @AfterEach
  void close() {
    if (pipeline != null) {
      pipeline.close();
    }
    if (service != null) {
      service.close();
    }
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    AuditCatalog.load(HOME)
        .queries()
        .forEach(it -> settings.put("waybill.audit." + it.id() + ".enabled", "false"));
    settings.put("waybill.audit.S3-01.enabled", "true");
    settings.put("waybill.audit.PL-07.enabled", "true");
    settings.put("waybill.audit.PL-07.schedule", "5s");
    settings.put("waybill.audit.enabled", "true");
    settings.put("waybill.service.role", role.accessKeyId());
    settings.put("waybill.claims.every", "1s");
    settings.put("waybill.record-log.enabled", "true");
    settings.put("waybill.fixity.enabled", "true");
    settings.put("waybill.fixity.every", "10s");
    return settings;
  }

  @Test
  void findsEachCallOfThiefAndNoneOfService(@TempDir Path folder) throws Exception {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    cloud.assumeWithout(EmulatorLimit.NO_GLUE);
    pipeline = PipelineUnderTest.provision(cloud, folder, settings());
    service =
        AwsClients.of(
            cloud.endpoint(),
            CloudUnderTest.REGION,
            StaticCredentialsProvider.create(role),
            pipeline.settings());
    pipeline.startWith(service);
    for (int object = 0; object < 5; object++) {
      pipeline.put("incoming/" + object, "content " + object);
    }
    pipeline.awaitEnds(5);
    // Before its first file a deployment had no claims, and no call is judged.
    await().atMost(LIMIT).until(() -> keys("claims/") >= 1);

    ThiefWithRole thief = new ThiefWithRole(cloud, role, pipeline);
    thief.makesNineteenCalls();
    await().atMost(LIMIT).until(() -> alerts().contains("claims-forged"));
    await().atMost(LIMIT).until(() -> keys(FixityPaths.CYCLES) >= 1);
    await().atMost(LIMIT).until(() -> keys("claims/") >= 4);
    await().atMost(LIMIT).until(() -> queriesOfSignedClaims() >= 1);
    assertThat(alerts()).doesNotContain("audit-failed");
    pipeline.stop();
    thief.readsOnceMore();

    String last = thief.requestIds().get(thief.requestIds().size() - 1);
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> column(found(), REQUEST_ID).contains(last));
    List<Row> found = found();
    assertThat(thief.requestIds()).hasSize(20).doesNotHaveDuplicates();
    assertThat(column(found, REQUEST_ID))
        .as("calls %s", column(found, EVENT_NAME))
        .containsExactlyInAnyOrderElementsOf(thief.requestIds());
    assertThat(eventsOfRole()).isGreaterThan(200);
  }

  private static List<String> column(List<Row> rows, int column) {
    return rows.stream().map(row -> row.data().get(column).varCharValue()).toList();
  }

  private long keys(String prefix) {
    String bucket = pipeline.settings().provenance().bucket();
    return pipeline.s3().listObjectsV2(list -> list.bucket(bucket).prefix(prefix)).keyCount();
  }

  /**
   * Returns the number of queries of the service that read signed files of claims and succeeded.
   */
  private long queriesOfSignedClaims() {
    AthenaClient athena = pipeline.aws().athena();
    String workgroup = pipeline.settings().audit().workgroup();
    return athena.listQueryExecutions(it -> it.workGroup(workgroup)).queryExecutionIds().stream()
        .map(id -> athena.getQueryExecution(it -> it.queryExecutionId(id)).queryExecution())
        .filter(
            it ->
                it.query().contains("WITH waybill_calls AS (")
                    && it.query().contains("BETWEEN 's3://"))
        .filter(it -> it.status().state() == QueryExecutionState.SUCCEEDED)
        .count();
  }

  private String alerts() throws IOException {
    Path file = pipeline.settings().alertsFile();
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** Returns the number of events of the role, most of them the service's own. */
  private long eventsOfRole() {
    List<Row> rows =
        query(
            "SELECT count(*) FROM cloudtrail_logs WHERE day >= '2026/01/01' AND"
                + " useridentity.sessioncontext.sessionissuer.username = '"
                + role.accessKeyId()
                + "'");
    return Long.parseLong(rows.get(0).data().get(0).varCharValue());
  }

  private List<Row> found() {
    return query(sql());
  }

  private List<Row> query(String sql) {
    AthenaClient athena = pipeline.aws().athena();
    var audit = pipeline.settings().audit();
    String id =
        athena
            .startQueryExecution(
                it ->
                    it.queryString(sql)
                        .workGroup(audit.workgroup())
                        .queryExecutionContext(in -> in.database(audit.database())))
            .queryExecutionId();
    await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).until(() -> isDone(athena, id));
    List<Row> rows = athena.getQueryResults(it -> it.queryExecutionId(id)).resultSet().rows();
    return rows.subList(1, rows.size());
  }

  private static boolean isDone(AthenaClient athena, String id) {
    QueryExecutionStatus status =
        athena.getQueryExecution(it -> it.queryExecutionId(id)).queryExecution().status();
    assertThat(status.state())
        .as(status.stateChangeReason())
        .isNotEqualTo(QueryExecutionState.FAILED);
    return status.state() == QueryExecutionState.SUCCEEDED;
  }

  private String sql() {
    Instant now = Instant.now();
    Instant until = now.plus(Duration.ofHours(1));
    return AuditCatalog.load(HOME).queries().stream()
        .filter(it -> it.id().equals("PL-07"))
        .findFirst()
        .orElseThrow()
        .bind(
            new Window(now.minus(Duration.ofHours(1)), until, until),
            DeploymentValues.of(pipeline.settings(), "000000000000"),
            Map.of("grace_minutes", new ParameterValue.Whole(0)));
  }
}
