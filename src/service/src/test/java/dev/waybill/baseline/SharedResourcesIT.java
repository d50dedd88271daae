package dev.waybill.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.baseline.ControlResult.Status;
import dev.waybill.localcloud.LocalCloud;
import dev.waybill.localcloud.LocalCloudOptions;
import dev.waybill.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;

/** Two deployments in one account that share resources. */
final class SharedResourcesIT {
  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final String TRAIL = "caa304-data-events";

  /** Resources that the second deployment has for itself. */
  private static final Map<String, String> SECOND =
      Map.of(
          "waybill.raw.bucket", "second-raw",
          "waybill.queue", "second-events",
          "waybill.dead-letter-queue", "second-events-dlq");

  private LocalCloud cloud;
  private RecordingClients clients;
  private Baseline first;

  @BeforeEach
  void applyFirst(@TempDir Path data) throws IOException {
    cloud = LocalCloud.start(LocalCloudOptions.defaults(data, 0));
    clients = new RecordingClients(cloud.endpoint(), "operator");
    first = baseline(Map.of());
    assertThat(first.apply(it -> {}).hasDrift()).isFalse();
  }

  @AfterEach
  void stop() throws IOException {
    cloud.close();
  }

  @Test
  void secondDeploymentKeepsTheEvidenceOfTheFirst() {
    Baseline second = baseline(SECOND);

    BaselineReport applied = second.apply(it -> {});

    assertThat(ids(applied, Status.REFUSED, Status.DRIFTED, Status.BLOCKED)).isEmpty();
    assertHolds(second);
    assertHolds(first);
  }

  @Test
  void secondTrailDeliversBesideTheFirst() {
    Map<String, String> settings = new HashMap<>(SECOND);
    settings.put("waybill.trail", "second-trail");
    Baseline second = baseline(settings);

    BaselineReport applied = second.apply(it -> {});

    assertThat(ids(applied, Status.REFUSED, Status.DRIFTED, Status.BLOCKED)).isEmpty();
    assertHolds(second);
    assertHolds(first);
    String policy =
        clients.clients().s3().getBucketPolicy(it -> it.bucket("caa304-cloudtrail-log")).policy();
    assertThat(policy).contains(":trail/" + TRAIL, ":trail/second-trail");
  }

  @Test
  void deploymentsWithSeveralScopesKeepTheEvidenceOfEachOther() {
    Map<String, String> settings = new HashMap<>(SECOND);
    settings.put("waybill.scopes.reports.incoming", "reports/in/");
    settings.put("waybill.scopes.reports.processed", "reports/out/");
    settings.put("waybill.scopes.away.bucket", "second-away");
    settings.put("waybill.scopes.away.destination-bucket", "second-done");
    settings.put("waybill.scopes.away.retention", "1d");
    Baseline second = baseline(settings);

    BaselineReport applied = second.apply(it -> {});

    assertThat(ids(applied, Status.REFUSED, Status.DRIFTED, Status.BLOCKED)).isEmpty();
    assertThat(ids(applied, Status.FIXED))
        .contains(
            "raw.notifications",
            "raw-away.notifications",
            "raw-away.policy",
            "raw-away-destination.policy");
    assertThat(ids(second.check(it -> {}), Status.HOLDS))
        .contains("raw-away-destination.object-lock", "raw-away-destination.versioning")
        .doesNotContain("raw-away-destination.notifications", "raw-away.object-lock");
    assertHolds(second);
    assertHolds(first);
    assertThat(first.apply(it -> {}).hasDrift()).isFalse();
    assertHolds(second);
  }

  @Test
  void refusesToReplaceNotificationsOfAnotherDeploymentInAScope() {
    Map<String, String> settings = new HashMap<>(SECOND);
    settings.put("waybill.scopes.taken.bucket", "caa304-raw-data");
    settings.put("waybill.scopes.taken.incoming", "incoming/");
    Baseline second = baseline(settings);

    BaselineReport refused = second.apply(it -> {});

    assertThat(ids(refused, Status.REFUSED)).contains("raw-taken.notifications");
    assertHolds(first);
  }

  @ParameterizedTest
  @CsvSource({
    "queue.policy, waybill.queue, caa304-raw-data-events",
    "trail.trail, waybill.log.bucket, second-log",
    "provenance.policy, waybill.service.role, second-role",
    "athena.workgroup, waybill.athena.results, s3://second-results/",
    "catalog.cloudtrail_logs, waybill.log.bucket, second-log",
    "catalog.provenance_records, waybill.provenance.bucket, second-provenance",
    "queue.redrive, waybill.queue, caa304-raw-data-events",
  })
  void refusesToTakeFromTheFirstDeployment(String control, String key, String value) {
    Map<String, String> settings = new HashMap<>(SECOND);
    settings.put(key, value);
    Baseline second = baseline(settings);

    BaselineReport refused = second.apply(it -> {});

    assertThat(ids(refused, Status.REFUSED)).contains(control);
    assertThat(note(refused, control)).contains("baseline apply --take " + control);
    assertHolds(first);

    BaselineReport taken = second.apply(Set.of(control), it -> {});

    assertThat(ids(taken, Status.FIXED)).contains(control);
    assertThat(first.check(it -> {}).hasDrift()).isTrue();
  }

  @Test
  void refusesToReplaceNotificationsOfTheFirstDeployment() {
    Baseline second =
        baseline(
            Map.of(
                "waybill.queue",
                "second-events",
                "waybill.dead-letter-queue",
                "second-events-dlq"));

    BaselineReport refused = second.apply(it -> {});

    assertThat(ids(refused, Status.REFUSED)).containsExactly("raw.notifications");
    assertHolds(first);
  }

  @Test
  void refusesToNarrowSelectorsOfOthers() {
    AdvancedEventSelector everything =
        AdvancedEventSelector.builder()
            .name("theirs")
            .fieldSelectors(
                field("eventCategory", "Data"), field("resources.type", "AWS::S3::Object"))
            .build();
    clients
        .clients()
        .trails()
        .putEventSelectors(it -> it.trailName(TRAIL).advancedEventSelectors(everything));
    clients.clear();

    BaselineReport refused = first.apply(it -> {});

    assertThat(ids(refused, Status.REFUSED)).containsExactly("trail.selectors");
    assertThat(clients.changes()).isEmpty();

    BaselineReport taken = first.apply(Set.of("trail.selectors"), it -> {});

    assertThat(ids(taken, Status.FIXED)).containsExactly("trail.selectors");
  }

  @Test
  void enablesObjectLockOfPresentRawBucketForRetention() {
    Baseline retaining = baseline(Map.of("waybill.raw.retention", "30d"));

    BaselineReport applied = retaining.apply(it -> {});

    assertThat(ids(applied, Status.FIXED)).containsExactly("raw.object-lock");
    assertHolds(retaining);
    assertHolds(first);
  }

  @Test
  void rejectsUnknownControlBeforeAnyChange() {
    clients.clients().s3().deleteBucketPolicy(it -> it.bucket("caa304-raw-data"));
    clients.clear();

    assertThatThrownBy(() -> first.apply(Set.of("trail.selector"), it -> {}))
        .isInstanceOf(UnknownControlException.class)
        .hasMessageContaining("trail.selector");

    assertThat(clients.changes()).isEmpty();
  }

  private static AdvancedFieldSelector field(String name, String value) {
    return AdvancedFieldSelector.builder().field(name).equalsValue(value).build();
  }

  private Baseline baseline(Map<String, String> more) {
    return new Baseline(
        clients.clients(),
        new SettingsLoader(HOME, Map.of()).loadWithoutSigning(more).settings(),
        HOME);
  }

  private static void assertHolds(Baseline baseline) {
    assertThat(baseline.check(it -> {}).results())
        .allSatisfy(it -> assertThat(it.status()).as(it.toString()).isEqualTo(Status.HOLDS));
  }

  private static String note(BaselineReport report, String control) {
    return report.results().stream()
        .filter(it -> it.control().id().equals(control))
        .map(ControlResult::note)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> ids(BaselineReport report, Status... statuses) {
    return report.results().stream()
        .filter(it -> List.of(statuses).contains(it.status()))
        .map(it -> it.control().id())
        .toList();
  }
}
