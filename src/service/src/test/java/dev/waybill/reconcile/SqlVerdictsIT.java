package dev.waybill.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.audit.Window;
import dev.waybill.aws.AthenaQueries;
import dev.waybill.aws.AthenaTrail;
import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.schema.CatalogTables;
import dev.waybill.baseline.schema.SchemaScript;
import dev.waybill.baseline.schema.SchemaScripts;
import dev.waybill.reconcile.athena.ReconcileSql;
import dev.waybill.reconcile.athena.ReconcileSql.SqlRun;
import dev.waybill.reconcile.athena.ReconcileSql.Statement;
import dev.waybill.settings.RawSettings;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SettingsLoader;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.glue.GlueClient;

/** The statement of {@code sql/reconcile} gives every version the verdict of the process. */
@ExtendWith(CloudExtension.class)
final class SqlVerdictsIT {
  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final String ACCOUNT = "111122223333";
  private static final String RUN = "20261130T000000Z";
  private static final Duration LIMIT = Duration.ofMinutes(20);

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private Settings settings;
  private String raw;
  private AthenaTrail athena;

  SqlVerdictsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  private String bucket(String hint) {
    String name = cloud.uniqueName(hint);
    cloud.s3().createBucket(it -> it.bucket(name));
    return name;
  }

  @BeforeEach
  void create() {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    cloud.assumeWithout(EmulatorLimit.NO_GLUE);
    raw = "raw";
    String database = cloud.uniqueName("reconcile").replace('-', '_');
    settings =
        new SettingsLoader(HOME, Map.of())
            .loadWithoutSigning(
                Map.of(
                    "waybill.log.bucket",
                    bucket("logs"),
                    "waybill.provenance.bucket",
                    bucket("provenance"),
                    "waybill.athena.results",
                    "s3://" + bucket("results") + "/",
                    "waybill.athena.workgroup",
                    "primary",
                    "waybill.athena.database",
                    database))
            .settings();
    List<SchemaScript> scripts =
        List.copyOf(
            new SchemaScripts(HOME, Deployment.of(settings, "aws", ACCOUNT, "us-east-1"))
                .all()
                .values());
    CatalogTables tables = new CatalogTables(scripts, database);
    GlueClient glue = cloud.configure(GlueClient.builder(), cloud.credentials()).build();
    glue.createDatabase(it -> it.databaseInput(of -> of.name(database)));
    scripts.forEach(
        it -> glue.createTable(to -> to.databaseName(database).tableInput(tables.of(it))));
    athena =
        new AthenaTrail(
            new AthenaQueries(
                cloud.configure(AthenaClient.builder(), cloud.credentials()).build(),
                settings.audit()),
            LIMIT);
  }

  private void put(String bucket, String key, byte[] bytes) {
    cloud.s3().putObject(it -> it.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
  }

  private void write(JoinedWorlds worlds) {
    String provenance = settings.provenance().bucket();
    WorldFiles files = new WorldFiles(raw, provenance, (key, bytes) -> put(provenance, key, bytes));
    files.listing(RUN, "raw", worlds.there);
    files.listing(RUN, "records", worlds.records);
    int tables = worlds.sealed.size() * 2 / 3;
    // The tail repeats some entries, because a table may be written while it is.
    files.entries("log/table/000000000000.ndjson.gz", worlds.sealed.subList(0, tables));
    files.entries(
        "reconcile/entries/" + RUN + "/0.ndjson.gz",
        worlds.sealed.subList(tables / 2, worlds.sealed.size()));
    files.sources(
        RUN, JoinedWorlds.AS_OF, worlds.there.size(), worlds.records.size(), worlds.sealed.size());
    put(
        settings.logBucket(),
        "AWSLogs/" + ACCOUNT + "/CloudTrail/us-east-1/2026/11/29/a.json.gz",
        files.logFile(worlds.events));
  }

  private Map<String, String> deployment() {
    return Map.of(
        "raw.bucket",
        raw,
        "incoming",
        "incoming/",
        "processed",
        "processed/",
        "test",
        "test/",
        "provenance.bucket",
        settings.provenance().bucket(),
        "account",
        ACCOUNT,
        "service.role",
        ReconcileWorld.SERVICE);
  }

  private Map<String, String> verdicts(JoinedWorlds worlds) throws InterruptedException {
    String sql =
        ReconcileSql.read(HOME)
            .bind(
                Statement.VERDICTS,
                new SqlRun(
                    RUN, RUN, new Window(worlds.since, JoinedWorlds.AS_OF, JoinedWorlds.AS_OF)),
                worlds.policy,
                deployment());
    Map<String, String> verdicts = new TreeMap<>();
    long unused =
        athena.ask(
            sql,
            row ->
                verdicts.put(
                    row.get("object_key") + " " + row.get("version_id"),
                    JoinedWorlds.line(
                        row.getOrDefault("verdict", ""),
                        row.get("request_id"),
                        Boolean.parseBoolean(row.get("is_there")),
                        Boolean.parseBoolean(row.get("is_sealed")),
                        Boolean.parseBoolean(row.get("is_in_events")))));
    return verdicts;
  }

  @Test
  void judgesEveryVersionAsTheProcessDoes() throws InterruptedException {
    Instant since = JoinedWorlds.AS_OF.minus(Duration.ofDays(400)).plus(Duration.ofHours(10));
    JoinedWorlds worlds =
        new JoinedWorlds(
            raw,
            since,
            new ReconcilePolicy(
                new RawSettings(raw, "incoming/", "processed/", "test/"), List.of()));
    for (int seed = 0; seed < 400; seed++) {
      RandomHistory history = new RandomHistory(seed, 5 + seed % 50);
      Duration later =
          seed % 4 == 0
              ? Duration.between(history.world.now(), JoinedWorlds.AS_OF)
              : Duration.ofHours(seed % 11);
      worlds.add("h" + seed, history.world, later, seed % 3 == 0 ? null : new Random(seed));
    }
    write(worlds);
    Map<String, String> expected = worlds.verdicts(folder);

    assertThat(expected).hasSizeGreaterThan(5000);
    Map<String, String> actual = verdicts(worlds);
    Map<String, String> wrong = new TreeMap<>();
    expected.forEach(
        (version, line) -> {
          String sql = actual.get(version);
          if (!line.equals(sql)) {
            wrong.put(version, line + " | " + sql);
          }
        });
    actual.keySet().stream()
        .filter(it -> !expected.containsKey(it))
        .forEach(it -> wrong.put(it, "null | " + actual.get(it)));
    assertThat(wrong).isEmpty();
  }
}
