package dev.waybill.localcloud.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of the statements that Athena would run or reject. */
final class SqlCheckerTest {
  private static final String VIEW = AuditTables.VIEW;
  private static SqlChecker checker;

  @BeforeAll
  static void start() {
    checker = SqlChecker.open(AuditTables.ddl("logs", "000000000000", "us-east-1"), "audit");
  }

  @AfterAll
  static void end() {
    checker.close();
  }

  @ParameterizedTest
  @MethodSource
  void acceptsWhatAthenaRuns(String sql) {
    assertThat(checker.check(sql)).isInstanceOf(SqlAccepted.class);
  }

  static List<String> acceptsWhatAthenaRuns() {
    return List.of(
        "SELECT eventTime, event_id FROM " + VIEW + " WHERE day >= '2026/03/01';",
        "SELECT date_format(eventTime, '%Y-%m-%d') AS d, count(*) AS n FROM "
            + VIEW
            + " GROUP BY 1",
        "WITH a AS (SELECT user_arn FROM " + VIEW + ") SELECT * FROM a FETCH FIRST 3 ROWS ONLY",
        "SELECT eventTime FROM " + VIEW + " ORDER BY eventTime FETCH FIRST 3 ROWS WITH TIES",
        "SELECT r.arn FROM cloudtrail_logs CROSS JOIN UNNEST(resources) AS r (arn, a, t)",
        "SELECT lag(eventName) OVER (PARTITION BY user_arn ORDER BY eventTime) FROM " + VIEW,
        "SELECT element_at(resources, 1).arn FROM audit.cloudtrail_logs",
        "SELECT * FROM awsdatacatalog.audit.cloudtrail_logs",
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'audit'",
        "EXPLAIN SELECT eventTime FROM " + VIEW,
        "VALUES 1, 2",
        "CREATE OR REPLACE VIEW w AS SELECT CAST(from_iso8601_timestamp(eventtime) AS timestamp)"
            + " AS t FROM cloudtrail_logs",
        "-- a comment\nSHOW TABLES",
        "CREATE EXTERNAL TABLE t (`date` string) LOCATION 's3://bucket/a/'");
  }

  @ParameterizedTest
  @MethodSource
  void rejectsWhatAthenaDoesNotRunWithItsPosition(String sql) {
    assertThat(checker.check(sql))
        .isInstanceOfSatisfying(
            SqlRejected.class,
            rejected -> {
              assertThat(rejected.line()).isPositive();
              assertThat(rejected.column()).isPositive();
              assertThat(rejected.reason()).matches("(?s)[A-Z_]+: .{5,}");
            });
  }

  static List<String> rejectsWhatAthenaDoesNotRunWithItsPosition() {
    return List.of(
        "",
        "SELECT eventTime, nope FROM " + VIEW,
        "SELECT * FROM nowhere",
        "SELECT * FROM other.cloudtrail_logs",
        "SELECT * FROM hive.audit.cloudtrail_logs",
        "SELECT * FROM system.runtime.nodes",
        "SELECT * EXCLUDE (mfa) FROM " + VIEW,
        "SELECT strftime(eventTime, '%Y') FROM " + VIEW,
        "SELECT user_arn, count(*) FROM " + VIEW,
        "SELECT * FROM " + VIEW + " WHERE eventTime > '2026-03-01'",
        "SELECT * FROM " + VIEW + " WHERE mfa = false",
        "SELECT * FROM " + VIEW + " QUALIFY row_number() OVER () = 1",
        "SELECT bucket_name::varchar FROM " + VIEW,
        "SELECT CAST(bytes_in AS text) FROM " + VIEW,
        "SELECT date_add(eventTime, interval '1' day) FROM " + VIEW,
        "SELECT json_extract_string('{}', '$.a')",
        "SELECT list_contains(ARRAY[1], 1)",
        "SELECT * FROM " + VIEW + " WHERE bytes_in = 'x'",
        "SELECT `eventTime` FROM " + VIEW,
        "SELECT eventTime FROM " + VIEW + " ORDER BY 7",
        "SELECT ifnull(mfa, 'x') FROM " + VIEW,
        "SELECT user_arn FROM " + VIEW + " WHERE access_key_id ILIKE 'akia%'",
        "SELECT regexp_matches(user_arn, 'x') FROM " + VIEW,
        "SELECT r.arn FROM cloudtrail_logs CROSS JOIN UNNEST(resources) AS t(r)",
        "SELECT greatest(1, 'a')",
        "SELECT eventTime FROM " + VIEW + " LIMIT 5 OFFSET 5",
        "SELECT CASE WHEN mfa THEN 1 END FROM " + VIEW,
        "SELECT 1; SELECT 2",
        "SELECT 1 WHERE 1 = ?",
        "SELECT 'a",
        "CREATE OR REPLACE VIEW w AS SELECT from_iso8601_timestamp(eventtime) AS t FROM"
            + " cloudtrail_logs",
        "CREATE VIEW w AS SELECT ARRAY[current_timestamp] AS t",
        "CREATE VIEW w AS SELECT 1",
        "CREATE VIEW w AS SELECT 1 AS a, 2 AS A",
        "CREATE VIEW w AS SELECT null AS a",
        "CREATE TABLE x (a string)",
        "CREATE TABLE x AS SELECT 1 AS a",
        "CREATE TABLE x (a varchar) WITH (format = 'ORC')",
        "INSERT INTO cloudtrail_logs (eventtime) VALUES ('x')",
        "DELETE FROM cloudtrail_logs WHERE day = '2026/03/01'",
        "UPDATE cloudtrail_logs SET eventtime = 'x'",
        "MERGE INTO cloudtrail_logs a USING cloudtrail_logs b ON a.eventid = b.eventid"
            + " WHEN MATCHED THEN DELETE",
        "CALL system.create_empty_partition()",
        "GRANT SELECT ON cloudtrail_logs TO bob",
        "SET SESSION query_max_run_time = '1h'",
        "EXPLAIN DELETE FROM cloudtrail_logs",
        "PREPARE a FROM SELECT 1",
        "USE audit",
        "TRUNCATE TABLE cloudtrail_logs",
        "ALTER TABLE cloudtrail_logs DROP COLUMN eventtime");
  }

  @Test
  void reportsPositionInTheText() {
    assertThat(checker.check("SELECT eventTime,\n  nope\nFROM " + VIEW))
        .isEqualTo(
            new SqlRejected(2, 3, "COLUMN_NOT_FOUND: line 2:3: Column 'nope' cannot be resolved"));
    assertThat(checker.check("SELECT 1\nFROM " + VIEW + "\nWHERE nope = ?", List.of("'a'")))
        .isInstanceOfSatisfying(
            SqlRejected.class,
            rejected -> {
              assertThat(rejected.line()).isEqualTo(3);
              assertThat(rejected.column()).isEqualTo(7);
            });
  }

  @Test
  void reportsColumnsWithTheirTypes() {
    SqlAccepted accepted =
        (SqlAccepted)
            checker.check(
                "SELECT event_id, eventTime, bytes_in AS n, count(*) OVER () FROM " + VIEW);
    assertThat(accepted.kind()).isEqualTo("DML");
    assertThat(accepted.columns())
        .containsExactly(
            new SqlColumn("event_id", "varchar"),
            new SqlColumn("eventTime", "timestamp(3)"),
            new SqlColumn("n", "bigint"),
            new SqlColumn("_col3", "bigint"));
  }

  @Test
  void reportsBoundsOfPartitionColumns() {
    assertThat(bounds("day >= '2026/03/01' AND account = '1'"))
        .isEqualTo(
            Map.of(
                "day", new PartitionBound(true, false, false),
                "account", new PartitionBound(true, true, true),
                "region", new PartitionBound(false, false, false)));
    assertThat(bounds("day BETWEEN '2026/03/01' AND '2026/03/02' AND region IN ('a', 'b')"))
        .isEqualTo(
            Map.of(
                "day", new PartitionBound(true, true, false),
                "account", new PartitionBound(false, false, false),
                "region", new PartitionBound(true, true, true)));
    assertThat(bounds("day >= date_format(current_date - interval '2' day, '%Y/%m/%d')"))
        .containsEntry("day", new PartitionBound(true, false, false));
    assertThat(bounds("day >= '2026/03/01' OR event_id = 'x'"))
        .containsEntry("day", new PartitionBound(false, false, false));
    assertThat(bounds("substr(day, 1, 4) = '2026'"))
        .containsEntry("day", new PartitionBound(false, false, false));
  }

  private static Map<String, PartitionBound> bounds(String predicate) {
    SqlAccepted accepted =
        (SqlAccepted) checker.check("SELECT event_id FROM " + VIEW + " WHERE " + predicate);
    assertThat(accepted.scans()).hasSize(1);
    assertThat(accepted.scans().get(0).table()).isEqualTo("cloudtrail_logs");
    return accepted.scans().get(0).partitions();
  }

  @Test
  void acceptsOnlyLiteralParameters() {
    String sql = "SELECT event_id FROM " + VIEW + " WHERE day >= ? AND bytes_in > ?";
    SqlAccepted accepted = (SqlAccepted) checker.check(sql, List.of("'2026/03/01'", "-7"));
    assertThat(accepted.scans().get(0).partitions())
        .containsEntry("day", new PartitionBound(true, false, false));
    assertThat(checker.check(sql, List.of("'2026/03/01'"))).isInstanceOf(SqlRejected.class);
    assertThat(checker.check(sql, List.of("2026", "7"))).isInstanceOf(SqlRejected.class);
    assertThat(checker.check(sql, List.of("concat('a', 'b')", "7")))
        .isInstanceOf(SqlRejected.class);
    assertThat(checker.check(sql, List.of("'a', 'b'", "7"))).isInstanceOf(SqlRejected.class);
    assertThat(checker.check(sql, List.of("(SELECT 'a')", "7"))).isInstanceOf(SqlRejected.class);
    assertThat(checker.check(sql, List.of("day", "7"))).isInstanceOf(SqlRejected.class);
  }

  @Test
  void checkDeclaresNothing() {
    assertThat(checker.check("CREATE VIEW gone AS SELECT 1 AS a")).isInstanceOf(SqlAccepted.class);
    assertThat(checker.check("SELECT * FROM gone")).isInstanceOf(SqlRejected.class);
    assertThat(checker.check("DROP TABLE cloudtrail_logs")).isInstanceOf(SqlAccepted.class);
    assertThat(checker.check("SELECT 1 FROM cloudtrail_logs")).isInstanceOf(SqlAccepted.class);
  }

  @Test
  void reportsNumberOfRejectedDdlStatement() {
    assertThatThrownBy(
            () ->
                SqlChecker.open(
                    List.of("CREATE EXTERNAL TABLE t (a strin)\nLOCATION 's3://b/'"), "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("DDL statement 1: SYNTAX_ERROR: line 1:28: ");
  }
}
