package dev.waybill.contract;

import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/**
 * Workgroup, database and buckets of one test, with the calls that its queries need.
 *
 * @param athena the client
 * @param logs bucket of the log files
 * @param results bucket of the query results
 * @param database name of the database and of the workgroup
 */
record AthenaFixture(AthenaClient athena, TestBucket logs, TestBucket results, String database) {
  private static final Duration QUERY_TIMEOUT = Duration.ofMinutes(3);

  static AthenaFixture create(CloudUnderTest cloud, AthenaClient athena) {
    String name = cloud.uniqueName("audit");
    AthenaFixture audit =
        new AthenaFixture(
            athena, cloud.bucket("logs"), cloud.bucket("results"), name.replace('-', '_'));
    athena.createWorkGroup(
        it ->
            it.name(audit.database())
                .configuration(
                    to ->
                        to.resultConfiguration(
                            where -> where.outputLocation(audit.output().toString()))));
    audit.succeed("CREATE DATABASE " + audit.database());
    return audit;
  }

  String output() {
    return "s3://" + results.name() + "/athena/";
  }

  /** Starts a query and returns its id. */
  String start(String sql, String... parameters) {
    return start(
        sql,
        it -> {
          if (parameters.length > 0) {
            it.executionParameters(parameters);
          }
        });
  }

  String start(String sql, Consumer<StartQueryExecutionRequest.Builder> more) {
    return athena
        .startQueryExecution(
            it -> {
              it.queryString(sql).workGroup(database);
              it.queryExecutionContext(in -> in.database(database).catalog("AwsDataCatalog"));
              more.accept(it);
            })
        .queryExecutionId();
  }

  QueryExecution execution(String id) {
    return athena.getQueryExecution(it -> it.queryExecutionId(id)).queryExecution();
  }

  /** Waits until the query has ended and returns it. */
  QueryExecution await(String id) {
    return Awaitility.await()
        .atMost(QUERY_TIMEOUT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> execution(id), it -> it.status().completionDateTime() != null);
  }

  /** Runs a query to its end, with success or not. */
  QueryExecution run(String sql, String... parameters) {
    return await(start(sql, parameters));
  }

  /** Runs a query that must succeed. */
  QueryExecution succeed(String sql, String... parameters) {
    QueryExecution execution = run(sql, parameters);
    if (execution.status().state() != QueryExecutionState.SUCCEEDED) {
      throw new AssertionError(execution.status().stateChangeReason());
    }
    return execution;
  }

  /** Runs a query and returns its rows without the column names; a NULL is null. */
  List<List<String>> rows(String sql, String... parameters) {
    List<List<String>> rows = fetchAll(succeed(sql, parameters).queryExecutionId());
    return rows.subList(1, rows.size());
  }

  /** Returns all rows of GetQueryResults, the column names first. */
  List<List<String>> fetchAll(String id) {
    List<List<String>> rows = new ArrayList<>();
    athena
        .getQueryResultsPaginator(it -> it.queryExecutionId(id))
        .forEach(
            page ->
                page.resultSet()
                    .rows()
                    .forEach(
                        row ->
                            rows.add(row.data().stream().map(it -> it.varCharValue()).toList())));
    return rows;
  }

  void putGzip(String key, String text) {
    logs.put(key, RequestBody.fromBytes(gzip(text)));
  }

  static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Creates a table of CloudTrail's files under {@code logs/}, projected by day. */
  void createTrailTable(String columns) {
    succeed(
        """
        CREATE EXTERNAL TABLE trail (%s)
        PARTITIONED BY (day string)
        ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
        STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
        OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
        LOCATION 's3://%s/logs/'
        TBLPROPERTIES (
          'projection.enabled' = 'true',
          'projection.day.type' = 'date',
          'projection.day.format' = 'yyyy/MM/dd',
          'projection.day.range' = '2026/03/01,2026/03/31',
          'storage.location.template' = 's3://%s/logs/${day}')
        """
            .formatted(columns, logs.name(), logs.name()));
  }

  /** Creates a table of JSON lines under {@code lines/}. */
  void createLinesTable(String columns) {
    succeed(
        """
        CREATE EXTERNAL TABLE lines (%s)
        ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
        LOCATION 's3://%s/lines/'
        """
            .formatted(columns, logs.name()));
  }
}
