package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.aws.S3LogStore;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.examine.AuthenticatedEntries;
import dev.waybill.record.ReconcileStatement;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.offline.OfflineVerification;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.signing.LogKeys;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Reconciliations of a running service: its statement, its entry in the log, and its findings. */
@ExtendWith(CloudExtension.class)
final class DailyReconcileIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String INCOMPLETE = "reconcile-incomplete";

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;

  DailyReconcileIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void start() throws Exception {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    cloud.assumeWithout(EmulatorLimit.NO_GLUE);
    Map<String, String> settings = new HashMap<>();
    settings.put("waybill.record-log.enabled", "true");
    settings.put("waybill.reconcile.every", "2s");
    settings.put("waybill.audit.enabled", "true");
    // The shipped audits would report what other tests do.
    AuditCatalog.load(Path.of(""))
        .queries()
        .forEach(it -> settings.put("waybill.audit." + it.id() + ".enabled", "false"));
    pipeline = PipelineUnderTest.provision(cloud, folder, settings);
    pipeline.startFrom(beginningAtOnce(RoutesCopy.under(folder)));
  }

  private static Path beginningAtOnce(Path home) throws IOException {
    Path sql = Path.of("sql");
    try (Stream<Path> files = Files.walk(sql)) {
      for (Path file : files.toList()) {
        Files.copy(file, home.resolve("sql").resolve(sql.relativize(file)));
      }
    }
    Path route = home.resolve("routes/55-reconcile.camel.yaml");
    String text = Files.readString(route);
    Files.writeString(route, text.replace("{{reconcile.first:300000}}", "1000"));
    return home;
  }

  @AfterEach
  void close() {
    if (pipeline != null) {
      pipeline.close();
    }
  }

  @Test
  void statesItsDayOnceAndReportsWhatItCannotRead() throws Exception {
    pipeline.put("incoming/a", "content of a");
    pipeline.put("incoming/b", "content of b");
    pipeline.awaitEnds(2);

    S3Object stored = await().atMost(LIMIT).until(this::statement, Optional::isPresent).get();
    Path file = download(stored.key());
    RecordVerifier verifier = new RecordVerifier(pipeline.key().trusted());
    VerificationReport report = new OfflineVerification(verifier).verify(file, null);
    assertThat(report.conclusion()).as(report.findings().toString()).isNotNull();
    assertThat(stored.key())
        .isEqualTo(verifier.statement(Files.readAllBytes(file), null).orElseThrow().key());
    JsonNode numbers = predicate(verifier, file);
    assertThat(numbers.path("there").asLong()).isPositive();
    assertThat(numbers.path("inFlight").asLong() + sum(numbers.path("verdicts")))
        .isEqualTo(numbers.path("known").asLong());
    await().atMost(LIMIT).untilAsserted(() -> assertThat(logged(stored.key())).hasSize(1));
    // Before CloudTrail delivered its first file, a run could have no verdict either.
    await().atMost(LIMIT).until(() -> reported("Create") == reported("Close"));
    long before = reported("Create");

    String database = pipeline.settings().audit().database();
    pipeline.aws().glue().deleteDatabase(it -> it.name(database));

    await().atMost(LIMIT).until(() -> reported("Create") == before + 1);
    assertThat(statement().orElseThrow().eTag()).isEqualTo(stored.eTag());
    assertThat(logged(stored.key())).hasSize(1);
  }

  private Optional<S3Object> statement() {
    return pipeline
        .s3()
        .listObjectsV2(it -> it.bucket(provenance()).prefix(EntryKind.RECONCILIATION.prefix()))
        .contents()
        .stream()
        .findFirst();
  }

  private Path download(String key) throws IOException {
    Path file = folder.resolve("statement.sigstore.json");
    byte[] bytes =
        pipeline.s3().getObjectAsBytes(it -> it.bucket(provenance()).key(key)).asByteArray();
    return Files.write(file, bytes);
  }

  private static JsonNode predicate(RecordVerifier verifier, Path file) throws IOException {
    ReconcileStatement statement =
        (ReconcileStatement) verifier.statement(Files.readAllBytes(file), null).orElseThrow();
    return new ObjectMapper().readTree(statement.payload()).path("predicate");
  }

  private static long sum(JsonNode verdicts) {
    long sum = 0;
    for (JsonNode each : verdicts) {
      sum += each.asLong();
    }
    return sum;
  }

  /** Returns the entries of the log with a statement. */
  private List<LogEntry> logged(String key) {
    var log = pipeline.settings().recordLog();
    try (S3LogStore store = new S3LogStore(pipeline.s3(), pipeline.settings().provenance())) {
      AuthenticatedEntries entries =
          FixityReaders.entries(
              store,
              pipeline.settings(),
              LogKeys.read(log.keys(), log.origin(), Clock.systemUTC()).keys(),
              Clock.systemUTC());
      return entries.read(TileRange.of(0, entries.size())).stream()
          .filter(it -> it.recordKey().equals(key))
          .toList();
    }
  }

  private String provenance() {
    return pipeline.settings().provenance().bucket();
  }

  /** Returns the number of alerts with an activity about a run without verdicts. */
  private long reported(String activity) throws IOException {
    Path file = pipeline.settings().alertsFile();
    return Files.exists(file)
        ? Files.readAllLines(file).stream()
            .filter(it -> it.contains(INCOMPLETE) && it.contains('"' + activity + '"'))
            .count()
        : 0;
  }
}
