package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.DeploymentValues;
import dev.waybill.audit.catalog.ParameterValue;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;

/** PL-04 over the logs of the pipeline itself. */
@ExtendWith(CloudExtension.class)
final class ServiceRoleAuditIT {
  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Column of the object's key in the answer. */
  private static final int OBJECT_KEY = 5;

  private final CloudUnderTest cloud;
  private PipelineUnderTest pipeline;

  ServiceRoleAuditIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @AfterEach
  void stop() {
    pipeline.close();
  }

  @Test
  void findsOnlyActsThatTheServiceDidNotRecord(@TempDir Path folder) throws Exception {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    cloud.assumeWithout(EmulatorLimit.NO_GLUE);
    pipeline = PipelineUnderTest.provision(cloud, folder, Map.of()).start();
    pipeline.put("incoming/a", "one");
    pipeline.put("incoming/b ä+100%/'x'.csv", "two");
    pipeline.awaitEnds(2);
    pipeline.put("incoming/a", "newer");
    pipeline.awaitEnds(3);

    ObjectVersion unsealed = pipeline.put("elsewhere", "unsealed");
    delete(unsealed);
    delete(pipeline.versions("processed/b").get(0));
    pipeline.put("processed/forged", "never sealed");

    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> found().contains("processed/forged"));
    assertThat(found())
        .containsExactlyInAnyOrder("elsewhere", "processed/b ä+100%/'x'.csv", "processed/forged");
  }

  private void delete(ObjectVersion version) {
    pipeline
        .s3()
        .deleteObject(
            it -> it.bucket(version.bucket()).key(version.key()).versionId(version.versionId()));
  }

  private List<String> found() {
    AthenaClient athena = pipeline.aws().athena();
    var audit = pipeline.settings().audit();
    String id =
        athena
            .startQueryExecution(
                it ->
                    it.queryString(sql())
                        .workGroup(audit.workgroup())
                        .queryExecutionContext(in -> in.database(audit.database())))
            .queryExecutionId();
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> isDone(athena, id));
    return athena.getQueryResults(it -> it.queryExecutionId(id)).resultSet().rows().stream()
        .skip(1)
        .map(row -> row.data().get(OBJECT_KEY).varCharValue())
        .toList();
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
        .filter(it -> it.id().equals("PL-04"))
        .findFirst()
        .orElseThrow()
        .bind(
            new Window(now.minus(Duration.ofHours(1)), until, until),
            DeploymentValues.of(pipeline.settings(), "000000000000"),
            Map.of("grace_minutes", new ParameterValue.Whole(0)));
  }
}
