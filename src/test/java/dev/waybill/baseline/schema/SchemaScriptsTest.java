package dev.waybill.baseline.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.baseline.desired.Deployment;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of sql/schema become what the catalogue keeps, or are refused by name. */
final class SchemaScriptsTest {
  private static final Path HOME = Path.of("").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void the_table_is_the_one_that_aws_documents() {
    TableScript table = scripts(HOME, "eu-central-1").table();

    assertThat(table.name()).isEqualTo("cloudtrail_logs");
    assertThat(table.serde()).isEqualTo("org.apache.hive.hcatalog.data.JsonSerDe");
    assertThat(table.inputFormat()).isEqualTo("com.amazon.emr.cloudtrail.CloudTrailInputFormat");
    assertThat(table.location()).isEqualTo("s3://caa304-cloudtrail-log/AWSLogs/");
    assertThat(table.partitions().keySet()).containsExactly("account", "region", "day");
    assertThat(table.columns())
        .containsEntry("eventid", "string")
        .containsEntry("resources", "array<struct<arn:string,accountid:string,type:string>>");
    assertThat(table.properties())
        .containsEntry("projection.region.values", "eu-central-1,us-east-1")
        .containsEntry("projection.account.values", "111111111111")
        .containsEntry(
            "storage.location.template",
            "s3://caa304-cloudtrail-log/AWSLogs/${account}/CloudTrail/${region}/${day}");
  }

  @Test
  void the_region_of_global_services_is_not_named_twice() {
    assertThat(scripts(HOME, "us-east-1").table().properties())
        .containsEntry("projection.region.values", "us-east-1");
  }

  @Test
  void the_view_tells_the_catalogue_its_columns() {
    ViewScript view = scripts(HOME, "us-east-1").view();

    assertThat(view.name()).isEqualTo("cloudtrail_s3_events_flattened");
    assertThat(view.hiveColumns())
        .containsEntry("eventtime", "timestamp")
        .containsEntry("object_key", "string")
        .containsEntry("bytes_in", "bigint");
    long aliases =
        view.query()
            .lines()
            .takeWhile(it -> !it.startsWith("FROM"))
            .filter(it -> (it.contains(" AS ") && it.endsWith(",")) || it.matches("  \\w+,?"))
            .count();
    assertThat(aliases).isEqualTo(view.columns().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECT 1",
        "CREATE TABLE t (a string)",
        "CREATE EXTERNAL TABLE t (a string) LOCATION 's3://b/'"
      })
  void a_script_that_is_no_table_names_what_is_missing(String script) {
    assertThatThrownBy(() -> TableScript.parse(script))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PARTITIONED BY");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a             | p string | 'x'='y' | \"a\" is no column",
        "a string      | p        | 'x'='y' | \"p\" is no column",
        "a string      | p string | x=y     | \"x=y\" is no 'name' = 'value'"
      },
      quoteCharacter = '~')
  void a_part_that_cannot_be_read_is_shown(String a, String p, String properties, String why) {
    String script =
        "CREATE EXTERNAL TABLE t ("
            + a.strip()
            + ") PARTITIONED BY ("
            + p.strip()
            + ") ROW FORMAT SERDE 's' STORED AS INPUTFORMAT 'i' OUTPUTFORMAT 'o' LOCATION 's3://b/'"
            + " TBLPROPERTIES ("
            + properties.strip()
            + ")";

    assertThatThrownBy(() -> TableScript.parse(script)).hasMessageContaining(why.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- columns: a varchar\nSELECT 1",
        "CREATE VIEW v AS SELECT 1 AS a",
        "-- columns: a text\nCREATE VIEW v AS SELECT 1 AS a",
        "-- columns: a\nCREATE VIEW v AS SELECT 1 AS a"
      })
  void a_view_whose_columns_are_not_known_is_refused(String script) {
    assertThatThrownBy(() -> ViewScript.parse(script)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_unknown_placeholder_is_pointed_at() throws IOException {
    Path scripts = Files.createDirectories(folder.resolve("sql/schema"));
    Files.writeString(scripts.resolve("v001__cloudtrail_logs.sql"), "LOCATION '{{bucket}}'");

    assertThatThrownBy(() -> scripts(folder, "us-east-1").table())
        .hasMessageContaining("sql/schema/v001__cloudtrail_logs.sql")
        .hasMessageContaining("{{bucket}}")
        .hasMessageContaining("{{log.bucket}}");
  }

  @Test
  void a_script_that_is_none_is_named() throws IOException {
    Path scripts = Files.createDirectories(folder.resolve("sql/schema"));
    Files.writeString(scripts.resolve("v001__cloudtrail_logs.sql"), "SELECT 1");

    assertThatThrownBy(() -> scripts(folder, "us-east-1").table())
        .isInstanceOf(InvalidScriptException.class)
        .hasMessageStartingWith(
            "sql/schema/v001__cloudtrail_logs.sql: is no CREATE EXTERNAL TABLE");
  }

  @Test
  void where_there_is_no_checkout_the_jar_has_them() {
    assertThat(scripts(folder, "us-east-1").table()).isEqualTo(scripts(HOME, "us-east-1").table());
  }

  private static SchemaScripts scripts(Path home, String region) {
    Settings settings = new SettingsLoader(HOME, Map.of()).loadWithoutSigning(Map.of()).settings();
    return new SchemaScripts(home, Deployment.of(settings, "aws", "111111111111", region));
  }
}
