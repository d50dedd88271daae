package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.aws.AwsClients;
import dev.waybill.cli.CommandException;
import dev.waybill.drill.Drill;
import dev.waybill.drill.DrillKind;
import dev.waybill.drill.DrillPhase;
import dev.waybill.drill.DrillState;
import dev.waybill.record.DrillStatement;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Tests of drills whose objects the pipeline seals, and that re-verification finds or misses. */
@ExtendWith(CloudExtension.class)
final class DrillIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int DAYS = 5;
  private static final int AT_ONCE = 6;

  private final CloudUnderTest cloud;
  private final List<Report> reports = new ArrayList<>();
  @TempDir private Path folder;
  private PipelineUnderTest pipeline;
  private DrilledPipeline drilled;

  DrillIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @AfterEach
  void close() {
    if (drilled != null) {
      drilled.close();
    }
    if (pipeline != null) {
      pipeline.close();
    }
  }

  private void start(int atOnce) throws Exception {
    cloud.assumeWithout(EmulatorLimit.NO_ENCRYPTION_UPDATE);
    pipeline =
        PipelineUnderTest.provision(
                cloud,
                folder,
                Map.of(
                    "waybill.record-log.enabled",
                    "true",
                    "waybill.drill.kms-key",
                    cloud.kms().createKey().keyMetadata().arn()))
            .start();
    drilled = new DrilledPipeline(pipeline, folder, atOnce);
  }

  private void awaitAltered() {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              reports.addAll(drilled.rounds());
              return drilled.states().stream()
                  .map(DrillState::current)
                  .allMatch(it -> it != null && it.phase() == DrillPhase.WATCHING);
            });
  }

  private List<Finding> findings() {
    return reports.stream().filter(Finding.class::isInstance).map(Finding.class::cast).toList();
  }

  /** Six drills a day, found by the glance or the cycle of the evening, or by both. */
  @Test
  void findsThirtyDrillsInTimeAndLogsEachOne() throws Exception {
    start(AT_ONCE);
    for (int day = 0; day < DAYS; day++) {
      awaitAltered();
      drilled.clock.forward(Duration.ofHours(20));
      // A listing does not show the encryption, which is altered on the third day.
      if (day > 1) {
        reports.addAll(drilled.cycle());
      }
      if (day != 2) {
        reports.addAll(drilled.glance());
      }
      // The first round takes the findings, and the second one puts the drills away.
      reports.addAll(drilled.rounds());
      reports.addAll(drilled.rounds());
      assertThat(drilled.states()).allMatch(it -> it.current() == null);
      reports.addAll(drilled.glance());
      assertThat(drilled.watched()).as("defects that are not mended").isEmpty();
      drilled.clock.forward(Duration.ofHours(5));
    }

    List<DrillStatement> statements = drilled.statements();
    assertThat(statements).hasSize(DAYS * AT_ONCE).allMatch(DrillStatement::isInTime);
    assertThat(statements)
        .allSatisfy(
            it ->
                assertThat(Duration.between(it.alteredAt(), it.foundAt()))
                    .isBetween(Duration.ofHours(20), Duration.ofHours(21)));
    assertThat(
            statements.stream()
                .collect(Collectors.groupingBy(DrillStatement::alteration, Collectors.counting())))
        .isEqualTo(Map.of("overwritten", 12L, "hidden", 12L, "re-encrypted", 6L));
    assertThat(findings()).allMatch(it -> it.severity() == Severity.LOW);
    assertThat(findings()).allMatch(it -> it.title().startsWith("Drill: "));
    awaitLogged(statements);
  }

  private void awaitLogged(List<DrillStatement> statements) {
    Set<String> expected = statements.stream().map(DrillStatement::key).collect(Collectors.toSet());
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(drilled.entries())
                    .filteredOn(it -> it.kind() == EntryKind.DRILL)
                    .extracting(LogEntry::recordKey)
                    .containsExactlyInAnyOrderElementsOf(expected));
  }

  @Test
  void alertsDrillThatNoGlanceFinds() throws Exception {
    start(1);
    awaitAltered();
    drilled.clock.forward(Duration.ofHours(25));
    assertThat(drilled.rounds()).isEmpty();
    drilled.clock.forward(Duration.ofHours(2));
    reports.addAll(drilled.rounds());
    List<Report> unused = drilled.rounds();

    assertThat(findings()).extracting(Finding::rule).containsExactly("drill-late");
    assertThat(findings().get(0).severity()).isEqualTo(Severity.HIGH);
    assertThat(drilled.incident(findings().get(0))).isPresent();
    List<DrillStatement> statements = drilled.statements();
    assertThat(statements).hasSize(1).noneMatch(DrillStatement::isInTime);
    awaitLogged(statements);
  }

  @Test
  void alertsDrillWhoseFindingGetsLost() throws Exception {
    start(1);
    awaitAltered();
    drilled.clock.forward(Duration.ofHours(20));
    drilled.isDeliveryLost = true;
    assertThat(drilled.glance()).hasSize(1);
    drilled.isDeliveryLost = false;
    drilled.clock.forward(Duration.ofHours(7));
    reports.addAll(drilled.rounds());

    assertThat(findings()).extracting(Finding::rule).containsExactly("drill-late");
  }

  @Test
  void leavesOtherTestObjectsToTheirWriters() throws Exception {
    start(1);
    String key = "test/mine.txt";
    var put = pipeline.put(key, "mine");
    pipeline.awaitEnds(1);
    pipeline.s3().deleteObject(it -> it.bucket(pipeline.raw()).key(key));
    await()
        .atMost(LIMIT)
        .until(() -> drilled.entries().stream().anyMatch(it -> it.version().equals(put)));
    drilled.clock.forward(Duration.ofHours(20));

    assertThat(drilled.glance()).isEmpty();
    assertThat(drilled.cycle()).isEmpty();
  }

  /** An alteration that is no drill's stays a critical defect. */
  @Test
  void reportsOtherBytesOfObjectOfDrillAsCritical() throws Exception {
    start(1);
    awaitAltered();
    var drill = Objects.requireNonNull(drilled.states().get(0).current());
    cloud.damage().flipByte(drill.bucket(), drill.key(), drill.version().versionId(), 2);
    drilled.clock.forward(Duration.ofHours(20));

    assertThat(drilled.glance())
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.class,
            it -> {
              assertThat(it.rule()).isEqualTo("fixity-altered");
              assertThat(it.severity()).isEqualTo(Severity.CRITICAL);
            });
  }

  /** A cycle reads the object again within seconds, so that the drill ends by itself. */
  @Test
  void makesDrillsByItsRouteFromUploadToStatement() throws Exception {
    pipeline =
        PipelineUnderTest.provision(
            cloud,
            folder,
            Map.of(
                "waybill.record-log.enabled", "true",
                "waybill.fixity.enabled", "true",
                "waybill.fixity.every", "10s",
                "waybill.drill.every", "1d"));
    pipeline.startFrom(homeWithEarlyDrill());
    drilled = new DrilledPipeline(pipeline, folder, 0);

    await().atMost(LIMIT).until(() -> drilled.serviceState().lastTook() != null);

    List<DrillStatement> statements = drilled.statements();
    assertThat(statements).singleElement().matches(DrillStatement::isInTime);
    assertThat(statements.get(0).finding()).isEqualTo("fixity-shadowed");
    awaitLogged(statements);
    assertThat(pipeline.versions("test/drill/")).as("versions left").hasSize(1);
    assertThat(Files.readString(Objects.requireNonNull(pipeline.settings().alertsFile())))
        .contains("Drill: the altered object was found shadowed")
        .doesNotContain("drill-late");
  }

  /** Copies routes and audits, and shortens the times of the drills. */
  private Path homeWithEarlyDrill() throws IOException {
    Path home = RoutesCopy.under(folder);
    Path audits = Files.createDirectories(home.resolve("sql/audits"));
    String audit = "ID-05-long-lived-key.sql";
    Path unused = Files.copy(Path.of("sql/audits").resolve(audit), audits.resolve(audit));
    Path file = home.resolve("routes/55-drill.camel.yaml");
    String route = Files.readString(file);
    assertThat(route).contains("drill.first:120000").contains("drill.period:60000");
    return Files.writeString(
            file,
            route
                .replace("drill.first:120000", "drill.first:100")
                .replace("drill.period:60000", "drill.period:500"))
        .getParent()
        .getParent();
  }

  @Test
  void followsDrillOfCommandUntilTheServiceFindsIt() throws Exception {
    startReading("10s");
    drilled = new DrilledPipeline(pipeline, folder, 0);

    Drill found = command(DrillKind.HIDDEN, null);
    Drill next = command(null, null);

    assertThat(found.phase()).isEqualTo(DrillPhase.FOUND);
    assertThat(found.sighting().rule()).isEqualTo("fixity-hidden");
    assertThat(next.kind()).isEqualTo(DrillKind.OVERWRITTEN);
    assertThat(next.phase()).isEqualTo(DrillPhase.FOUND);
    List<DrillStatement> statements = drilled.statements();
    assertThat(statements).hasSize(2).allMatch(DrillStatement::isInTime);
    awaitLogged(statements);
  }

  @Test
  void commandStatesDrillThatIsNotFoundInItsTime() throws Exception {
    startReading("30d");
    drilled = new DrilledPipeline(pipeline, folder, 0);

    Drill late = command(DrillKind.OVERWRITTEN, Duration.ofSeconds(1));

    assertThat(late.phase()).isEqualTo(DrillPhase.LATE);
    assertThat(drilled.statements()).singleElement().matches(it -> !it.isInTime());
  }

  @Test
  void commandNeedsGlanceAndKey() throws Exception {
    startReading("10s");
    assertThatThrownBy(() -> command(DrillKind.REENCRYPTED, null))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("waybill.drill.kms-key");
  }

  private void startReading(String every) throws Exception {
    pipeline =
        PipelineUnderTest.provision(
                cloud,
                folder,
                Map.of(
                    "waybill.record-log.enabled", "true",
                    "waybill.fixity.enabled", "true",
                    "waybill.fixity.every", every))
            .start();
  }

  private Drill command(@Nullable DrillKind kind, @Nullable Duration within) throws Exception {
    return new DrillRun(
            settings ->
                AwsClients.of(
                    cloud.endpoint(),
                    CloudUnderTest.REGION,
                    StaticCredentialsProvider.create(cloud.credentials()),
                    settings))
        .follow(pipeline.loaded(), kind, within, drill -> {});
  }
}
