package dev.waybill.reconcile;

import dev.waybill.audit.Window;
import dev.waybill.aws.AthenaQueries;
import dev.waybill.aws.AthenaTrail;
import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.schema.CatalogTables;
import dev.waybill.baseline.schema.SchemaScript;
import dev.waybill.baseline.schema.SchemaScripts;
import dev.waybill.baseline.schema.TableScript;
import dev.waybill.baseline.schema.ViewScript;
import dev.waybill.reconcile.athena.ReconcileSql;
import dev.waybill.reconcile.athena.ReconcileSql.SqlRun;
import dev.waybill.reconcile.athena.ReconcileSql.Statement;
import dev.waybill.reconcile.row.EventRow;
import dev.waybill.settings.RawSettings;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SettingsLoader;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.glue.GlueClient;

/** Buckets, tables and Athena of a reconciliation by SQL. */
final class SqlCloud {
  static final String RUN = "20261130T000000Z";
  static final String RAW = "raw";
  static final ReconcilePolicy POLICY =
      new ReconcilePolicy(new RawSettings(RAW, "incoming/", "processed/", "test/"), List.of());

  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final String ACCOUNT = "111122223333";
  private static final Duration LIMIT = Duration.ofMinutes(Long.getLong("bench.minutes", 30));

  final WorldFiles files;
  private final CloudUnderTest cloud;
  private final @Nullable InventoryVariant variant;
  private final Settings settings;
  private final AthenaTrail athena;

  SqlCloud(CloudUnderTest cloud) {
    this(cloud, null);
  }

  /**
   * @param variant inventory that the view of the raw bucket reads; null for a listing
   */
  SqlCloud(CloudUnderTest cloud, @Nullable InventoryVariant variant) {
    this.cloud = cloud;
    this.variant = variant;
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
    String provenance = settings.provenance().bucket();
    files = new WorldFiles(RAW, provenance, (key, bytes) -> put(provenance, key, bytes));
    create(database);
    athena =
        new AthenaTrail(
            new AthenaQueries(
                cloud.configure(AthenaClient.builder(), cloud.credentials()).build(),
                settings.audit()),
            LIMIT);
  }

  private String bucket(String hint) {
    String name = cloud.uniqueName(hint);
    cloud.s3().createBucket(it -> it.bucket(name));
    return name;
  }

  private void create(String database) {
    List<SchemaScript> scripts =
        new ArrayList<>(
            new SchemaScripts(HOME, Deployment.of(settings, "aws", ACCOUNT, "us-east-1"))
                .all()
                .values());
    if (variant != null) {
      scripts.replaceAll(
          it -> it.name().equals("waybill_objects") ? ViewScript.parse(variant.view(HOME)) : it);
      scripts.add(
          0, TableScript.parse(variant.table("s3://" + settings.provenance().bucket() + "/inv/")));
    }
    CatalogTables tables = new CatalogTables(scripts, database);
    GlueClient glue = cloud.configure(GlueClient.builder(), cloud.credentials()).build();
    glue.createDatabase(it -> it.databaseInput(of -> of.name(database)));
    scripts.forEach(
        it -> glue.createTable(to -> to.databaseName(database).tableInput(tables.of(it))));
  }

  private void put(String bucket, String key, byte[] bytes) {
    cloud.s3().putObject(it -> it.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
  }

  /** Delivers a log file of CloudTrail. */
  void deliver(String name, List<EventRow> events) {
    put(
        settings.logBucket(),
        "AWSLogs/" + ACCOUNT + "/CloudTrail/us-east-1/2026/11/29/" + name + ".json.gz",
        files.logFile(name, events));
  }

  /** Writes all files of a run. */
  void write(JoinedWorlds worlds) {
    if (variant == null) {
      files.listing(RUN, "raw", 0, worlds.there);
    } else {
      inventory(variant.lines(RAW, worlds.there));
    }
    files.listing(RUN, "records", 0, worlds.records);
    int tables = worlds.sealed.size() * 2 / 3;
    // The tail repeats some entries, because a table may be written while it is.
    files.entries("log/table/000000000000.ndjson.gz", worlds.sealed.subList(0, tables));
    files.entries(
        "reconcile/entries/" + RUN + "/0.ndjson.gz",
        worlds.sealed.subList(tables / 2, worlds.sealed.size()));
    files.sources(
        RUN,
        JoinedWorlds.AS_OF,
        variant == null ? (long) worlds.there.size() : null,
        worlds.records.size(),
        worlds.sealed.size());
    deliver("a", worlds.events);
  }

  /** Writes the rows of an inventory, one JSON object a line. */
  void inventory(String lines) {
    files.put("inv/" + InventoryVariant.DT + "/0.ndjson.gz", lines);
  }

  private Map<String, String> deployment() {
    return Map.of(
        "raw.bucket",
        RAW,
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

  /** Asks a statement over the run. */
  void ask(Statement statement, Instant since, Consumer<Map<String, String>> rows)
      throws InterruptedException {
    Window window = new Window(since, JoinedWorlds.AS_OF, JoinedWorlds.AS_OF);
    SqlRun run = new SqlRun(RUN, variant == null ? RUN : variant.run(), window);
    ask(ReconcileSql.read(HOME).bind(statement, run, POLICY, deployment()), rows);
  }

  void ask(String sql, Consumer<Map<String, String>> rows) throws InterruptedException {
    long unused = athena.ask(sql, rows);
  }

  /** Returns the verdict of each version, as the statement judges it. */
  Map<String, String> verdicts(Instant since) throws InterruptedException {
    Map<String, String> verdicts = new TreeMap<>();
    ask(
        Statement.VERDICTS,
        since,
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
}
