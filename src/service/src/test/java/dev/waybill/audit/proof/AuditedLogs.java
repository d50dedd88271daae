package dev.waybill.audit.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.alert.Report;
import dev.waybill.audit.logfile.LogEvidence;
import dev.waybill.audit.logfile.LogFileInspection;
import dev.waybill.audit.logfile.LogFileReader;
import dev.waybill.audit.logfile.LogPartitions;
import dev.waybill.audit.logfile.ReadableLogsSql;
import dev.waybill.aws.LogFilesArchive;
import dev.waybill.aws.S3LogBucket;
import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.schema.CatalogTables;
import dev.waybill.baseline.schema.SchemaScript;
import dev.waybill.baseline.schema.SchemaScripts;
import dev.waybill.baseline.schema.TableScript;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SettingsLoader;
import dev.waybill.testing.CloudUnderTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.glue.GlueClient;

/** Log bucket, provenance bucket, the tables over them, and Athena. */
final class AuditedLogs {
  static final String ACCOUNT = "111122223333";
  static final Path HOME = Path.of("").toAbsolutePath();
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private final CloudUnderTest cloud;
  private final AthenaClient athena;
  private final String database;
  private final String logs;
  private final String provenance;
  private final String results;

  private AuditedLogs(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.athena = cloud.configure(AthenaClient.builder(), cloud.credentials()).build();
    this.database = cloud.uniqueName("audit").replace('-', '_');
    this.logs = bucket("logs");
    this.provenance = bucket("provenance");
    this.results = bucket("results");
  }

  private String bucket(String hint) {
    String name = cloud.uniqueName(hint);
    cloud.s3().createBucket(it -> it.bucket(name));
    return name;
  }

  /** Creates the buckets, and the tables and views of every script of {@code sql/schema}. */
  static AuditedLogs make(CloudUnderTest cloud) {
    AuditedLogs made = new AuditedLogs(cloud);
    List<SchemaScript> scripts = List.copyOf(made.scripts().all().values());
    CatalogTables tables = new CatalogTables(scripts, made.database);
    GlueClient glue = cloud.configure(GlueClient.builder(), cloud.credentials()).build();
    glue.createDatabase(it -> it.databaseInput(of -> of.name(made.database)));
    scripts.forEach(
        it -> glue.createTable(to -> to.databaseName(made.database).tableInput(tables.of(it))));
    return made;
  }

  private SchemaScripts scripts() {
    Map<String, String> set = new LinkedHashMap<>();
    set.put("waybill.log.bucket", logs);
    set.put("waybill.provenance.bucket", provenance);
    set.put("waybill.athena.results", resultsUri());
    Settings settings = new SettingsLoader(HOME, Map.of()).loadWithoutSigning(set).settings();
    return new SchemaScripts(HOME, Deployment.of(settings, "aws", ACCOUNT, "us-east-1"));
  }

  String resultsUri() {
    return "s3://" + results + "/";
  }

  /** Returns an inspection of the log files at a time. */
  LogFileInspection inspection(Consumer<Report> reports, Clock clock) {
    Map<String, SchemaScript> all = scripts().all();
    TableScript table = (TableScript) all.get("sql/schema/v001__cloudtrail_logs.sql");
    return new LogFileInspection(
        LogPartitions.of(table),
        new S3LogBucket(cloud.s3(), logs, resultsUri()),
        new LogFilesArchive(cloud.s3(), resultsUri()),
        new LogFileReader(table.columns()),
        new ReadableLogsSql(database, all.values()),
        LogEvidence.NONE,
        Duration.ofDays(2),
        reports,
        clock);
  }

  String provenanceBucket() {
    return provenance;
  }

  /**
   * Puts a log file at CloudTrail's key.
   *
   * @param day day of the delivery, {@code yyyy/MM/dd}
   */
  void deliver(String day, String name, List<? extends JsonNode> records) {
    StringBuilder text = new StringBuilder("{\"Records\":[");
    records.forEach(it -> text.append(text.charAt(text.length() - 1) == '[' ? "" : ",").append(it));
    deliver(day, name, gzip(text.append("]}").toString()));
  }

  void deliver(String day, String name, byte[] gzip) {
    put(day, name + ".json.gz", gzip);
  }

  void put(String day, String file, byte[] bytes) {
    String key = "AWSLogs/" + ACCOUNT + "/CloudTrail/us-east-1/" + day + "/" + file;
    cloud.s3().putObject(it -> it.bucket(logs).key(key), RequestBody.fromBytes(bytes));
  }

  /** Puts a file of claims at the key that a replica gives it. */
  void claim(String day, List<? extends JsonNode> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(it -> text.append(it).append('\n'));
    String key = "claims/" + day + "/fixture-000001.ndjson.gz";
    cloud
        .s3()
        .putObject(
            it -> it.bucket(provenance).key(key), RequestBody.fromBytes(gzip(text.toString())));
  }

  /** Puts any object below the claims. */
  void putClaims(String key, byte[] bytes) {
    cloud.s3().putObject(it -> it.bucket(provenance).key(key), RequestBody.fromBytes(bytes));
  }

  String database() {
    return database;
  }

  static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** Returns Athena's answers to concurrent statements, by the names of the statements. */
  Map<String, QueryAnswer> ask(Map<String, String> statements) {
    Map<String, String> started = new LinkedHashMap<>();
    statements.forEach((name, sql) -> started.put(name, start(sql)));
    Map<String, QueryAnswer> answers = new LinkedHashMap<>();
    started.forEach((name, id) -> answers.put(name, answer(name, id)));
    return answers;
  }

  QueryAnswer ask(String sql) {
    return answer(sql, start(sql));
  }

  /** Returns the number of bytes that Athena scanned for some statements in total. */
  long scanned(List<String> statements) {
    List<String> started = statements.stream().map(this::start).toList();
    long bytes = 0;
    for (String id : started) {
      ended(id).until(() -> status(id).state() == QueryExecutionState.SUCCEEDED);
      bytes +=
          athena
              .getQueryExecution(it -> it.queryExecutionId(id))
              .queryExecution()
              .statistics()
              .dataScannedInBytes();
    }
    return bytes;
  }

  private String start(String sql) {
    return athena
        .startQueryExecution(
            it ->
                it.queryString(sql)
                    .queryExecutionContext(in -> in.database(database))
                    .resultConfiguration(to -> to.outputLocation("s3://" + results + "/")))
        .queryExecutionId();
  }

  /** Returns Athena's reasons of failed statements, by the names of the statements. */
  Map<String, String> failures(Map<String, String> statements) {
    Map<String, String> started = new LinkedHashMap<>();
    statements.forEach((name, sql) -> started.put(name, start(sql)));
    Map<String, String> failures = new LinkedHashMap<>();
    started.forEach(
        (name, id) -> {
          QueryExecutionStatus end = end(name, id);
          if (end.state() == QueryExecutionState.FAILED) {
            failures.put(name, end.stateChangeReason());
          }
        });
    return failures;
  }

  /**
   * Returns the wait for the end of a query. Queries run for seconds beside one another, and each
   * poll is a call that takes processor time from them.
   */
  private static ConditionFactory ended(String name) {
    return Awaitility.await(name)
        .atMost(TIMEOUT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(250))
        .pollInSameThread();
  }

  private QueryExecutionStatus end(String name, String id) {
    return ended(name).until(() -> status(id), AuditedLogs::hasEnded);
  }

  private QueryAnswer answer(String name, String id) {
    QueryExecutionStatus end = end(name, id);
    if (end.state() != QueryExecutionState.SUCCEEDED) {
      throw new AssertionError(name + " " + end.state() + ": " + end.stateChangeReason());
    }
    List<ColumnInfo> columns = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (GetQueryResultsResponse page :
        athena.getQueryResultsPaginator(it -> it.queryExecutionId(id))) {
      columns = page.resultSet().resultSetMetadata().columnInfo();
      rows.addAll(page.resultSet().rows());
    }
    return QueryAnswer.of(columns, rows);
  }

  private QueryExecutionStatus status(String id) {
    return athena.getQueryExecution(it -> it.queryExecutionId(id)).queryExecution().status();
  }

  private static boolean hasEnded(QueryExecutionStatus status) {
    return status.state() != QueryExecutionState.QUEUED
        && status.state() != QueryExecutionState.RUNNING;
  }
}
