package dev.waybill.localcloud.athena.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.localcloud.athena.bridge.SqlFailure;
import dev.waybill.localcloud.athena.hive.HiveStatement.CreateDatabase;
import dev.waybill.localcloud.athena.hive.HiveStatement.CreateTable;
import dev.waybill.localcloud.athena.hive.HiveStatement.DropDatabase;
import dev.waybill.localcloud.athena.hive.HiveStatement.DropTable;
import dev.waybill.localcloud.athena.hive.HiveStatement.Name;
import dev.waybill.localcloud.athena.hive.HiveStatement.ShowTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of parsing Hive's DDL. */
final class HiveParserTest {
  @Test
  void parsesTableWithAllClauses() {
    CreateTable table =
        (CreateTable)
            parsed(
                """
                -- a comment
                CREATE EXTERNAL TABLE IF NOT EXISTS Audit.`Date` ( /* columns */
                  A string COMMENT 'it''s',
                  b struct<`type`: string, Timestamp: map<string, array<int>> COMMENT "c">,
                  c decimal(10, 2)
                )
                COMMENT 'logs \\'of\\' a trail'
                PARTITIONED BY (`day` date)
                ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
                  WITH SERDEPROPERTIES ('ignore.malformed.json' = 'true')
                STORED AS INPUTFORMAT 'in' OUTPUTFORMAT 'out'
                LOCATION 's3://bucket/a b/'
                TBLPROPERTIES ("projection.enabled" = "true", 'k'='');
                """
                    .replace("it''s", "it\\'s"));
    assertThat(table.name()).isEqualTo(new Name(Optional.of("audit"), "date"));
    assertThat(table.ifNotExists()).isTrue();
    assertThat(table.comment()).isEqualTo("logs 'of' a trail");
    assertThat(table.columns())
        .extracting(it -> it.name() + " " + it.type().hive() + " " + it.comment())
        .containsExactly(
            "a string it's",
            "b struct<type:string,timestamp:map<string,array<int>>> ",
            "c decimal(10,2) ");
    assertThat(table.columns().get(1).type().trino())
        .isEqualTo("row(\"type\" varchar, \"timestamp\" map(varchar, array(integer)))");
    assertThat(table.partitions()).extracting(it -> it.name()).containsExactly("day");
    assertThat(table.storage())
        .isEqualTo(
            new Storage(
                "org.openx.data.jsonserde.JsonSerDe",
                Map.of("ignore.malformed.json", "true"),
                "in",
                "out",
                "s3://bucket/a b/"));
    assertThat(table.properties()).isEqualTo(Map.of("projection.enabled", "true", "k", ""));
  }

  @Test
  void parsesEachKindOfStatement() {
    assertThat(parsed("create database a comment 'c' location 's3://b/'"))
        .isEqualTo(new CreateDatabase("a", false, "c", "s3://b/"));
    assertThat(parsed("DROP TABLE IF EXISTS a.b"))
        .isEqualTo(new DropTable(new Name(Optional.of("a"), "b"), true));
    assertThat(parsed("DROP SCHEMA a CASCADE")).isEqualTo(new DropDatabase("a", false, true));
    assertThat(parsed("SHOW TABLES IN a")).isEqualTo(new ShowTables(Optional.of("a"), false));
    assertThat(parsed("/* c */ show views")).isEqualTo(new ShowTables(Optional.empty(), true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "WITH a AS (SELECT 1) SELECT * FROM a",
        "-- CREATE EXTERNAL TABLE\nSELECT 1",
        "CREATE VIEW v AS SELECT 1",
        "/* a */ CREATE /* b */ OR REPLACE VIEW v AS SELECT 'CREATE EXTERNAL TABLE'",
        "(SELECT 1)",
        "",
        "-- nothing",
      })
  void leavesQueriesAndViewsToTheEngine(String sql) {
    assertThat(HiveParser.parse(sql)).isEmpty();
  }

  @Test
  void recognizesViewByItsFirstWords() {
    assertThat(HiveParser.isView("-- c\ncreate view v AS SELECT 1")).isTrue();
    assertThat(HiveParser.isView("SELECT 'CREATE VIEW'")).isFalse();
    assertThat(HiveParser.isView("SELECT '")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "CREATE EXTERNAL TABLE t (a string)                                             | 1:35",
        "CREATE EXTERNAL TABLE t (a string) LOCATION 's3://b/'                          | 1:45",
        "CREATE EXTERNAL TABLE t (a string) LOCATION 'hdfs://bucket/'                   | 1:45",
        "CREATE EXTERNAL TABLE t (a string) LOCATION s3://bucket/                       | 1:45",
        "CREATE EXTERNAL TABLE t (a strin) LOCATION 's3://bucket/'                      | 1:28",
        "CREATE EXTERNAL TABLE t (a string, A int) LOCATION 's3://bucket/'              | 1:36",
        "CREATE EXTERNAL TABLE t (a string,) LOCATION 's3://bucket/'                    | 1:35",
        "CREATE EXTERNAL TABLE t () LOCATION 's3://bucket/'                             | 1:26",
        "CREATE EXTERNAL TABLE t (date string) LOCATION 's3://bucket/'                  | 1:26",
        "CREATE EXTERNAL TABLE t (_a string) LOCATION 's3://bucket/'                    | 1:26",
        "CREATE EXTERNAL TABLE t (a varchar) LOCATION 's3://bucket/'                    | 1:35",
        "CREATE EXTERNAL TABLE t (a array<string) LOCATION 's3://bucket/'               | 1:40",
        "CREATE EXTERNAL TABLE t (a struct<b string>) LOCATION 's3://bucket/'           | 1:37",
        "CREATE EXTERNAL TABLE t (a decimal(x)) LOCATION 's3://bucket/'                 | 1:36",
        "CREATE EXTERNAL TABLE t (a string) PARTITIONED BY (a int) LOCATION 's3://bb/'  | 1:52",
        "CREATE EXTERNAL TABLE t (a string) LOCATION 's3://bucket/' COMMENT 'late'      | 1:60",
        "CREATE EXTERNAL TABLE t (a string) STORED AS CSV LOCATION 's3://bucket/'       | 1:46",
        "CREATE EXTERNAL TABLE t (a string) LOCATION 's3://bucket/' TBLPROPERTIES ('a') | 1:78",
        "CREATE EXTERNAL TABLE t (a string) LOCATION 's3://bucket/'; SELECT 1           | 1:61",
        "CREATE EXTERNAL TABLE t (a string) LOCATION 's3://bucket/                      | 1:45",
        "CREATE EXTERNAL TABLE `t (a string) LOCATION 's3://bucket/'                    | 1:23",
        "CREATE EXTERNAL TABLE \"t\" (a string) LOCATION 's3://bucket/'                 | 1:23",
        "CREATE DATABASE                                                                | 1:16",
        "DROP INDEX a                                                                   | 1:6",
        "SHOW FUNCTIONS                                                                 | 1:6",
        "DESCRIBE                                                                       | 1:9",
      })
  void reportsPositionOfSyntaxError(String sql, String position) {
    SqlFailure failure = failure(sql);
    assertThat(failure.code()).isEqualTo("SYNTAX_ERROR");
    assertThat(failure.line() + ":" + failure.column()).as(failure.reason()).isEqualTo(position);
  }

  @Test
  void positionCountsLines() {
    SqlFailure failure =
        failure("CREATE EXTERNAL TABLE t (\n  a string,\n  b text)\nLOCATION 's3://bucket/'");
    assertThat(failure.reason())
        .isEqualTo("SYNTAX_ERROR: line 3:5: cannot recognize 'text' as a column type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (a string)",
        "CREATE TABLE t AS SELECT 1 AS a",
        "ALTER TABLE t ADD PARTITION (day = 'a')",
        "CREATE MATERIALIZED VIEW v AS SELECT 1",
      })
  void rejectsUnsupportedStatement(String sql) {
    assertThat(failure(sql).code()).isEqualTo("NOT_SUPPORTED");
  }

  private static HiveStatement parsed(String sql) {
    return HiveParser.parse(sql).orElseThrow();
  }

  private static SqlFailure failure(String sql) {
    SqlFailure failure = catchThrowableOfType(SqlFailure.class, () -> HiveParser.parse(sql));
    assertThat(failure).as("was accepted").isNotNull();
    return failure;
  }

  @Test
  void parsesTypesOfTheCatalogue() {
    List<String> types =
        List.of("array<struct<a:string,b:map<string,bigint>>>", "decimal(10,2)", "timestamp");
    assertThat(types).allSatisfy(it -> assertThat(HiveType.parse(it).hive()).isEqualTo(it));
  }
}
