package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StatementType;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;

/** Contract of Athena's queries, as the audits use them. */
@ExtendWith(CloudExtension.class)
final class AthenaContractIT {
  private final CloudUnderTest cloud;
  private final AthenaClient athena;
  private final GlueClient glue;
  private AthenaFixture audit;

  AthenaContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.athena = cloud.configure(AthenaClient.builder(), cloud.credentials()).build();
    this.glue = cloud.configure(GlueClient.builder(), cloud.credentials()).build();
  }

  @BeforeEach
  void requireAthenaAndGlue() {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    cloud.assumeWithout(EmulatorLimit.NO_GLUE);
    audit = AthenaFixture.create(cloud, athena);
  }

  @Test
  void reportsQueryFromStartToResult() {
    QueryExecution execution = audit.succeed("SELECT 1 AS a, 'x' AS \"B\", CAST(NULL AS bigint) c");
    assertThat(execution.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
    assertThat(execution.statementType()).isEqualTo(StatementType.DML);
    assertThat(execution.workGroup()).isEqualTo(audit.database());
    assertThat(execution.queryExecutionContext().database()).isEqualTo(audit.database());
    assertThat(execution.status().submissionDateTime())
        .isBeforeOrEqualTo(execution.status().completionDateTime());
    assertThat(execution.statistics().dataScannedInBytes()).isZero();
    assertThat(execution.statistics().totalExecutionTimeInMillis()).isNotNegative();
    assertThat(execution.resultConfiguration().outputLocation())
        .isEqualTo(audit.output() + execution.queryExecutionId() + ".csv");
    GetQueryResultsResponse results =
        athena.getQueryResults(it -> it.queryExecutionId(execution.queryExecutionId()));
    assertThat(audit.fetchAll(execution.queryExecutionId()))
        .containsExactly(List.of("a", "B", "c"), row("1", "x", null));
    assertThat(results.nextToken()).isNull();
    assertThat(results.resultSet().resultSetMetadata().columnInfo())
        .extracting(ColumnInfo::name, ColumnInfo::type, ColumnInfo::precision)
        .containsExactly(
            tuple("a", "integer", 10), tuple("B", "varchar", 1), tuple("c", "bigint", 19));
  }

  @Test
  void storesResultAsCsvInTheResultBucket() {
    QueryExecution execution =
        audit.succeed(
            "SELECT * FROM (VALUES ('a \"b\", c', ''), (NULL, U&'l\\000Am')) AS t (x, y)");
    String key = "athena/" + execution.queryExecutionId() + ".csv";
    assertThat(audit.results().get(key))
        .isEqualTo("\"x\",\"y\"\n\"a \"\"b\"\", c\",\"\"\n,\"l\nm\"\n");
    assertThat(audit.results().get(key + ".metadata")).contains("\"varchar\"");
    assertThat(audit.fetchAll(execution.queryExecutionId()))
        .containsExactly(List.of("x", "y"), row("a \"b\", c", ""), row(null, "l\nm"));
    audit.results().delete(key);
    assertRejected(
        "Could not find results",
        () -> athena.getQueryResults(it -> it.queryExecutionId(execution.queryExecutionId())));
  }

  @Test
  void nullDoesNotEndTheResult() {
    assertThat(audit.rows("SELECT x FROM (VALUES 'a', NULL, 'b') AS t (x)"))
        .containsExactly(row("a"), row((String) null), row("b"));
  }

  @Test
  void returnsValuesInTheTextFormOfAthena() {
    assertThat(
            audit.rows(
                "SELECT true, 1.5e0, DECIMAL '1.50', DATE '2026-03-01',"
                    + " TIMESTAMP '2026-03-01 02:03:04.500', ARRAY['a', NULL],"
                    + " MAP(ARRAY['k'], ARRAY[1]), CAST(ROW(1, 'v') AS row(n integer, t varchar)),"
                    + " X'6162'"))
        .containsExactly(
            row(
                "true",
                "1.5",
                "1.50",
                "2026-03-01",
                "2026-03-01 02:03:04.500",
                "[a, null]",
                "{k=1}",
                "{n=1, t=v}",
                "61 62"));
  }

  @Test
  void returnsLargeResultInPages() {
    String id =
        audit
            .succeed(
                "SELECT a * 100 + b FROM UNNEST(sequence(0, 24)) AS t (a)"
                    + " CROSS JOIN UNNEST(sequence(0, 99)) AS u (b) ORDER BY 1")
            .queryExecutionId();
    List<List<String>> rows = audit.fetchAll(id);
    assertThat(rows).hasSize(2501).startsWith(row("_col0"), row("0"), row("1"));
    assertThat(rows.get(2500)).isEqualTo(row("2499"));
    GetQueryResultsResponse first =
        athena.getQueryResults(it -> it.queryExecutionId(id).maxResults(3));
    assertThat(first.resultSet().rows()).hasSize(3);
    GetQueryResultsResponse second =
        athena.getQueryResults(
            it -> it.queryExecutionId(id).maxResults(2).nextToken(first.nextToken()));
    assertThat(second.resultSet().rows())
        .extracting(it -> it.data().get(0).varCharValue())
        .containsExactly("2", "3");
    assertRejected(
        "", () -> athena.getQueryResults(it -> it.queryExecutionId(id).maxResults(1001)));
    assertRejected("", () -> athena.getQueryResults(it -> it.queryExecutionId(id).nextToken("x")));
  }

  @Test
  void clientRequestTokenStartsOneQuery() {
    String token = UUID.randomUUID().toString();
    String first = audit.start("SELECT 1", it -> it.clientRequestToken(token));
    assertThat(audit.start("SELECT 1", it -> it.clientRequestToken(token))).isEqualTo(first);
    assertRejected(
        "Idempotent parameters do not match",
        () -> audit.start("SELECT 2", it -> it.clientRequestToken(token)));
    assertRejected("", () -> audit.start("SELECT 1", it -> it.clientRequestToken("short")));
  }

  @Test
  void treatsParametersAsValuesOnly() {
    assertThat(audit.rows("SELECT ?, ?", "'a''; DROP TABLE x'", "7"))
        .containsExactly(row("a'; DROP TABLE x", "7"));
    assertThat(reason(audit.run("SELECT ?", "upper('a')"))).startsWith("INVALID_PARAMETER_USAGE");
    assertThat(reason(audit.run("SELECT ?, ?", "1"))).contains("INVALID_PARAMETER_USAGE");
    assertThat(reason(audit.run("SELECT ?"))).contains("INVALID_PARAMETER_USAGE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT nope FROM (VALUES 1) AS t (a) | COLUMN_NOT_FOUND: line 1:8: ",
        "SELECT * FROM nowhere                | TABLE_NOT_FOUND: line 1:15: ",
        "SELECT * FROM other.t                | SCHEMA_NOT_FOUND: line 1:15: ",
        "SELECT nope(1)                       | FUNCTION_NOT_FOUND: line 1:8: ",
        "SELECT 1 = 'a'                       | TYPE_MISMATCH: line 1:10: ",
        "SELECT 1 / 0                         | DIVISION_BY_ZERO: ",
        "SELECT CAST('a' AS integer)          | INVALID_CAST_ARGUMENT: ",
        "DROP TABLE nowhere                   | FAILED: SemanticException: ",
      })
  void reportsReasonOfFailedQuery(String sql, String reason) {
    QueryExecution execution = audit.run(sql);
    assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
    assertThat(reason(execution)).startsWith(reason);
    assertThat(execution.status().athenaError().errorCategory()).isEqualTo(2);
    assertThat(execution.status().athenaError().errorMessage()).isEqualTo(reason(execution));
    assertRejected(
        "Final query state: FAILED",
        () -> athena.getQueryResults(it -> it.queryExecutionId(execution.queryExecutionId())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELEC 1                          | SYNTAX_ERROR: line 1:1: ",
        "SELECT 1; SELECT 2               | SYNTAX_ERROR: line 1:9: ",
        "CREATE EXTERNAL TABLE t (a strin) LOCATION 's3://b/' | SYNTAX_ERROR: line 1:28: ",
        "CREATE EXTERNAL TABLE t (date string) LOCATION 's3://b/' | SYNTAX_ERROR: line 1:26: ",
        "DELETE FROM t                    | NOT_SUPPORTED: ",
        "GRANT SELECT ON t TO bob         | NOT_SUPPORTED: ",
      })
  void rejectsQueryThatDoesNotParse(String sql, String reason) {
    assertRejected(reason, () -> audit.start(sql));
  }

  @Test
  void appliesTheSettingsOfTheWorkgroup() {
    assertRejected(
        "is not found",
        () -> athena.startQueryExecution(it -> it.queryString("SELECT 1").workGroup("none")));
    assertRejected(
        "No output location provided",
        () -> athena.startQueryExecution(it -> it.queryString("SELECT 1")));
    String elsewhere = "s3://" + audit.logs().name() + "/elsewhere/";
    String id =
        audit.start("SELECT 1", it -> it.resultConfiguration(to -> to.outputLocation(elsewhere)));
    assertThat(audit.await(id).resultConfiguration().outputLocation()).startsWith(audit.output());
    athena.updateWorkGroup(
        it ->
            it.workGroup(audit.database())
                .configurationUpdates(to -> to.enforceWorkGroupConfiguration(false)));
    String free =
        audit.start("SELECT 1", it -> it.resultConfiguration(to -> to.outputLocation(elsewhere)));
    assertThat(audit.await(free).resultConfiguration().outputLocation()).startsWith(elsewhere);
    assertRejected(
        "Unable to verify/create output bucket",
        () ->
            audit.start(
                "SELECT 1",
                it -> it.resultConfiguration(to -> to.outputLocation("s3://no-such-bucket-x/"))));
    assertRejected(
        "", () -> audit.start("SELECT 1", it -> it.queryExecutionContext(in -> in.catalog("x"))));
    athena.updateWorkGroup(it -> it.workGroup(audit.database()).state("DISABLED"));
    assertRejected("is disabled", () -> audit.start("SELECT 1"));
  }

  @Test
  void encryptsResultUnderTheKeyOfTheWorkgroup() {
    athena.updateWorkGroup(
        it ->
            it.workGroup(audit.database())
                .configurationUpdates(
                    to ->
                        to.resultConfigurationUpdates(
                            results ->
                                results.encryptionConfiguration(
                                    by -> by.encryptionOption("SSE_KMS").kmsKey(cloud.kmsKey())))));
    String id = audit.succeed("SELECT 1").queryExecutionId();
    assertThat(audit.results().head("athena/" + id + ".csv").ssekmsKeyId())
        .isEqualTo(cloud.kmsKey());
  }

  @Test
  void listsQueriesAndReturnsThemInBatches() {
    String first = audit.start("SELECT 1");
    String second = audit.start("SELECT 2");
    audit.await(first);
    audit.await(second);
    assertThat(
            athena
                .listQueryExecutionsPaginator(it -> it.workGroup(audit.database()).maxResults(1))
                .stream()
                .flatMap(page -> page.queryExecutionIds().stream()))
        .startsWith(second, first);
    BatchGetQueryExecutionResponse batch =
        athena.batchGetQueryExecution(it -> it.queryExecutionIds(first, "nope", second));
    assertThat(batch.queryExecutions())
        .extracting(QueryExecution::queryExecutionId)
        .containsExactly(first, second);
    assertThat(batch.unprocessedQueryExecutionIds())
        .extracting(it -> it.queryExecutionId())
        .containsExactly("nope");
    assertRejected("was not found", () -> audit.execution("nope"));
  }

  @Test
  void stoppedQueryIsCancelledAndFreesItsSlot() {
    String endless =
        "SELECT count(*) FROM UNNEST(sequence(1, 10000)) a (x) CROSS JOIN UNNEST(sequence(1, 10000))"
            + " b (y) CROSS JOIN UNNEST(sequence(1, 10000)) c (z) WHERE x + y * z = 7";
    List<String> ids = IntStream.range(0, 3).mapToObj(i -> audit.start(endless)).toList();
    assertRejected(
        "Query has not yet finished",
        () -> athena.getQueryResults(it -> it.queryExecutionId(ids.get(0))));
    assertThat(audit.execution(ids.get(2)).status().state()).isEqualTo(QueryExecutionState.QUEUED);
    ids.forEach(id -> athena.stopQueryExecution(it -> it.queryExecutionId(id)));
    for (String id : ids) {
      assertThat(audit.await(id).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
      assertThat(reason(audit.execution(id))).isEqualTo("Query cancelled by user");
    }
    assertThat(audit.rows("SELECT 1")).containsExactly(row("1"));
    athena.stopQueryExecution(it -> it.queryExecutionId(ids.get(0)));
  }

  @Test
  void cancelsQueryAboveTheScanLimit() {
    athena.updateWorkGroup(
        it ->
            it.workGroup(audit.database())
                .configurationUpdates(to -> to.bytesScannedCutoffPerQuery(10_000_000L)));
    audit.createLinesTable("a string");
    String line = "{\"a\":\"" + "x".repeat(1 << 20) + "\"}\n";
    audit.logs().put("lines/a.json", line.repeat(11));
    QueryExecution execution = audit.run("SELECT max(a) FROM lines");
    assertThat(execution.status().state()).isEqualTo(QueryExecutionState.CANCELLED);
    assertThat(reason(execution)).isEqualTo("Bytes scanned limit was exceeded");
    assertThat(execution.statistics().dataScannedInBytes()).isGreaterThan(10_000_000);
  }

  @Test
  void readsOnlyTheSelectedPartitions() {
    audit.createTrailTable("eventname string, requestparameters string");
    audit.putGzip("logs/2026/03/01/a.json.gz", "{\"Records\":[{\"eventName\":\"A\"}]}");
    audit.putGzip("logs/2026/03/02/b.json.gz", "{\"Records\":[{\"eventName\":\"B\"},{}]}");
    audit.logs().put("logs/2026/03/03/broken.json.gz", "no gzip");
    QueryExecution execution =
        audit.succeed("SELECT eventname, day FROM trail WHERE day <= '2026/03/02' ORDER BY 1");
    assertThat(audit.fetchAll(execution.queryExecutionId()).subList(1, 4))
        .containsExactly(row("A", "2026/03/01"), row("B", "2026/03/02"), row(null, "2026/03/02"));
    assertThat(execution.statistics().dataScannedInBytes())
        .isEqualTo(
            audit.logs().head("logs/2026/03/01/a.json.gz").contentLength()
                + audit.logs().head("logs/2026/03/02/b.json.gz").contentLength());
    assertThat(
            audit
                .succeed("SELECT * FROM trail WHERE day = '2025/01/01'")
                .statistics()
                .dataScannedInBytes())
        .isZero();
    assertThat(reason(audit.run("SELECT * FROM trail"))).startsWith("HIVE_CURSOR_ERROR: ");
  }

  @Test
  void readsIrregularCloudTrailRecords() {
    audit.createTrailTable(
        "eventname string, useridentity struct<type: string, arn: string>,"
            + " resources array<struct<arn: string, accountid: string>>, requestparameters string,"
            + " additionaleventdata string, tags map<string, string>, readonly string");
    audit.putGzip(
        "logs/2026/03/01/odd.json.gz",
        """
        {"other": {"Records": 7}, "Records": [
          {"eventName": "A", "userIdentity": {"Type": "Root", "more": [1]}, "readOnly": true,
           "requestParameters": {"bucketName": "b", "acl": ["x", "y"], "Host": "h"},
           "resources": [{"ARN": "a", "accountId": "1"}, {"ARNPrefix": "p"}],
           "additionalEventData": {"bytesTransferredOut": 1.0, "n": 12345678901234567890},
           "tags": {"k": "v", "n": null, "o": {"a": 1}}},
          {"eventName": "B", "userIdentity": null, "requestParameters": null, "resources": null},
          {"eventCategory": "Insight"}
        ], "after": true}
        """);
    assertThat(
            audit.rows(
                "SELECT eventname, useridentity.type, useridentity.arn, resources,"
                    + " requestparameters, additionaleventdata, tags, readonly FROM trail"
                    + " ORDER BY eventname"))
        .containsExactly(
            row(
                "A",
                "Root",
                null,
                "[{arn=a, accountid=1}, {arn=null, accountid=null}]",
                "{\"bucketName\":\"b\",\"acl\":[\"x\",\"y\"],\"Host\":\"h\"}",
                "{\"bytesTransferredOut\":1.0,\"n\":12345678901234567890}",
                "{k=v, n=null, o={\"a\":1}}",
                "true"),
            row("B", null, null, null, null, null, null, null),
            row(null, null, null, null, null, null, null, null));
  }

  @Test
  void convertsJsonValuesToColumnTypes() {
    audit.createLinesTable(
        "s string, n bigint, i int, d double, b boolean, c decimal(10,2), t timestamp, `date` date,"
            + " v varchar(2)");
    audit
        .logs()
        .put(
            "lines/a.json",
            "{\"S\":1e2,\"n\":\"7\",\"i\":7.0,\"d\":1,\"b\":\"TRUE\",\"c\":1.005,"
                + "\"t\":\"2026-03-01 01:02:03.5\",\"date\":\"2026-03-01\",\"v\":\"äöü\"}\n\n"
                + "  \n{\"s\":\"ü\\u0000\\\"\"}");
    audit.logs().put("lines/_hidden.json", "no json");
    audit.logs().put("lines/.hidden.json", "no json");
    audit.logs().put("lines/folder/", "");
    assertThat(audit.rows("SELECT * FROM lines ORDER BY n"))
        .containsExactly(
            row(
                "1E+2",
                "7",
                "7",
                "1.0",
                "true",
                "1.01",
                "2026-03-01 01:02:03.500",
                "2026-03-01",
                "äö"),
            row("ü\0\"", null, null, null, null, null, null, null, null));
  }

  /** Athena mostly does not name the file that it cannot read. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"n\":1}\n{\"n\":",
        "{\"n\":1} {\"n\":2}",
        "[1]",
        "{\"n\":\"many\"}",
        "{\"n\":9223372036854775808}",
        "{\"n\":1e999999999}",
        "{\"n\":{}}",
        "{\"a\":\"no array\"}",
        "{\n\"n\":1}",
        "plain",
      })
  void failsAtMalformedJsonFileWithoutShowingItsContent(String text) {
    audit.createLinesTable("n bigint, a array<string>");
    audit.logs().put("lines/broken.json", text);
    QueryExecution execution = audit.run("SELECT n, a FROM lines");
    assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
    assertThat(reason(execution))
        .matches("HIVE_(CURSOR_ERROR|BAD_DATA): .*")
        .doesNotContain("many", "plain");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "[", "{\"Records\":[{}", "{\"Records\":[7]}", "{\"Records\":[{}]", "x"})
  void failsAtMalformedLogFile(String text) {
    audit.createTrailTable("eventname string");
    audit.putGzip("logs/2026/03/01/broken.json.gz", text);
    QueryExecution execution = audit.run("SELECT count(*) FROM trail");
    if (text.equals("{}")) {
      assertThat(audit.fetchAll(execution.queryExecutionId())).endsWith(row("0"));
    } else {
      assertThat(reason(execution)).startsWith("HIVE_CURSOR_ERROR: ");
    }
  }

  @Test
  void failsAtTruncatedGzipFile() {
    audit.createTrailTable("eventname string");
    byte[] whole = AthenaFixture.gzip("{\"Records\":[{\"eventName\":\"A\"}]}");
    audit
        .logs()
        .put(
            "logs/2026/03/01/cut.json.gz",
            RequestBody.fromBytes(Arrays.copyOf(whole, whole.length - 9)));
    assertThat(reason(audit.run("SELECT * FROM trail"))).startsWith("HIVE_CURSOR_ERROR: ");
  }

  @Test
  void storesTablesAndViewsInGlue() {
    audit.createTrailTable("eventname string, eventtime string");
    audit.succeed(
        "CREATE OR REPLACE VIEW events AS\nSELECT eventName AS \"eventName\","
            + " CAST(from_iso8601_timestamp(eventtime) AS timestamp) AS at, day FROM trail");
    Table table = glue.getTable(it -> it.databaseName(audit.database()).name("trail")).table();
    assertThat(table.tableType()).isEqualTo("EXTERNAL_TABLE");
    assertThat(table.partitionKeys()).extracting(it -> it.name()).containsExactly("day");
    assertThat(table.parameters()).containsEntry("projection.day.format", "yyyy/MM/dd");
    assertThat(table.storageDescriptor().serdeInfo().serializationLibrary())
        .isEqualTo("org.apache.hive.hcatalog.data.JsonSerDe");
    Table view = glue.getTable(it -> it.databaseName(audit.database()).name("events")).table();
    assertThat(view.tableType()).isEqualTo("VIRTUAL_VIEW");
    assertThat(view.storageDescriptor().columns())
        .extracting(it -> it.name() + " " + it.type())
        .containsExactly("eventName string", "at timestamp", "day string");
    audit.putGzip(
        "logs/2026/03/01/a.json.gz",
        "{\"Records\":[{\"eventName\":\"A\",\"eventTime\":\"2026-03-01T02:03:04Z\"}]}");
    assertThat(audit.rows("SELECT eventname, at FROM events WHERE day = '2026/03/01'"))
        .containsExactly(row("A", "2026-03-01 02:03:04.000"));
    assertThat(lines("SHOW TABLES")).isEqualTo("events\ntrail");
    assertThat(lines("SHOW VIEWS")).isEqualTo("events");
    assertThat(lines("SHOW COLUMNS IN trail")).isEqualTo("eventname\neventtime\nday");
    assertThat(lines("SHOW PARTITIONS trail")).isEmpty();
    assertThat(lines("SHOW DATABASES")).contains(audit.database());
    assertThat(reason(audit.run("CREATE VIEW events AS SELECT 1 AS a"))).contains("already exists");
    assertThat(reason(audit.run("DROP VIEW trail"))).contains("View not found");
    assertThat(reason(audit.run("DROP DATABASE " + audit.database()))).contains("is not empty");
    audit.succeed("DROP VIEW events");
    audit.succeed("DROP TABLE IF EXISTS trail");
    audit.succeed("DROP DATABASE " + audit.database());
    assertThat(reason(audit.run("SELECT * FROM trail"))).startsWith("SCHEMA_NOT_FOUND");
  }

  private String lines(String sql) {
    return audit.fetchAll(audit.succeed(sql).queryExecutionId()).stream()
        .map(row -> row.get(0))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void reportsUnsupportedTableFormats() {
    audit.succeed(
        "CREATE EXTERNAL TABLE p (a string) STORED AS PARQUET LOCATION 's3://"
            + audit.logs().name()
            + "/p/'");
    assertThat(reason(audit.run("SELECT * FROM p"))).startsWith("NOT_SUPPORTED: ");
    glue.updateTable(
        it ->
            it.databaseName(audit.database())
                .tableInput(
                    of ->
                        of.name("p")
                            .tableType("EXTERNAL_TABLE")
                            .parameters(Map.of())
                            .storageDescriptor(
                                in ->
                                    in.columns(
                                        Column.builder().name("a").type("uniontype<a>").build()))));
    assertThat(reason(audit.run("SELECT * FROM p"))).startsWith("HIVE_INVALID_METADATA: ");
  }

  private static List<String> row(String... values) {
    return Arrays.asList(values);
  }

  private static String reason(QueryExecution execution) {
    return String.valueOf(execution.status().stateChangeReason());
  }

  private static void assertRejected(String reason, ThrowingCallable call) {
    InvalidRequestException error = catchThrowableOfType(InvalidRequestException.class, call);
    assertThat(error).as("the call succeeded").isNotNull();
    assertThat(error).hasMessageContaining(reason);
  }
}
