package dev.waybill.baseline.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.waybill.baseline.desired.Deployment;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parsing of the scripts of sql/schema, and errors that name the invalid script. */
final class SchemaScriptsTest {
  private static final Path HOME = Path.of("").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void parsesTableThatAwsDocuments() {
    TableScript table = table("eu-central-1");

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
  void namesRegionOfGlobalServicesOnce() {
    assertThat(table("us-east-1").properties())
        .containsEntry("projection.region.values", "us-east-1");
  }

  @Test
  void parsesColumnsOfView() {
    ViewScript view =
        (ViewScript) scripts(HOME).get("sql/schema/v002__cloudtrail_s3_events_flattened.sql");

    assertThat(view.name()).isEqualTo("cloudtrail_s3_events_flattened");
    assertThat(view.hiveColumns())
        .containsEntry("eventtime", "timestamp")
        .containsEntry("object_key", "string")
        .containsEntry("bytes_in", "bigint");
  }

  @Test
  void commentOfEveryViewListsItsSelectedColumns() {
    assertThat(scripts(HOME).values().stream().filter(ViewScript.class::isInstance))
        .map(ViewScript.class::cast)
        .allSatisfy(it -> assertThat(selected(it)).isEqualTo(List.copyOf(it.columns().keySet())));
  }

  /** Returns the last word of each part between SELECT and FROM. */
  private static List<String> selected(ViewScript view) {
    String list = view.query().replaceAll("(?s)^SELECT(.*?)\nFROM .*", "$1").replace("->", "");
    return SqlParsing.split(list).stream()
        .map(it -> it.strip().replaceAll("(?s).*\\s", "").toLowerCase(Locale.ROOT))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECT 1",
        "CREATE TABLE t (a string)",
        "CREATE EXTERNAL TABLE t (a string) LOCATION 's3://b/'"
      })
  void rejectsIncompleteTableAndNamesRequiredClauses(String script) {
    assertThatThrownBy(() -> TableScript.parse(script))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PARTITIONED BY");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a             | p string | 'x'='y' | \"a\" is not a column",
        "a string      | p        | 'x'='y' | \"p\" is not a column",
        "a string      | p string | x=y     | \"x=y\" is not 'name' = 'value'"
      },
      quoteCharacter = '~')
  void rejectsInvalidPartAndQuotesIt(String a, String p, String properties, String why) {
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
  void rejectsViewWithUnknownColumns(String script) {
    assertThatThrownBy(() -> ViewScript.parse(script)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsScriptsInNumericOrder() {
    assertThat(List.copyOf(scripts(HOME).keySet()))
        .hasSizeGreaterThanOrEqualTo(5)
        .isSorted()
        .contains("sql/schema/v004__provenance_records.sql");
    assertThat(scripts(HOME).get("sql/schema/v004__provenance_records.sql"))
        .isInstanceOfSatisfying(
            TableScript.class,
            it -> assertThat(it.location()).isEqualTo("s3://caa304-provenance/records/"));
  }

  @Test
  void statementsContainNoPlaceholder() {
    assertThat(new SchemaScripts(HOME, deployment("us-east-1")).statements().values())
        .hasSameSizeAs(scripts(HOME).keySet())
        .allSatisfy(it -> assertThat(it).contains("CREATE ").doesNotContain("{{"));
  }

  @Test
  void rejectsUnknownPlaceholder() throws IOException {
    put("v001__cloudtrail_logs.sql", "LOCATION '{{bucket}}'");

    problem()
        .contains("sql/schema/v001__cloudtrail_logs.sql: unknown placeholder at \"{{bucket}}")
        .contains("{{accounts}}, {{log.bucket}}, {{provenance.bucket}}, {{regions}}");
  }

  @Test
  void rejectsScriptThatIsNeitherTableNorView() throws IOException {
    put("v001__cloudtrail_logs.sql", "SELECT 1");

    problem().startsWith("sql/schema/v001__cloudtrail_logs.sql: is not a CREATE EXTERNAL TABLE");
  }

  @Test
  void rejectsMissingNumber() throws IOException {
    put("v001__a.sql", view("a", "SELECT 1 AS x"));
    put("v003__c.sql", view("c", "SELECT 1 AS x"));

    problem().isEqualTo("sql/schema/v003__c.sql: has number 3, expected 2");
  }

  @Test
  void rejectsRepeatedNumber() throws IOException {
    put("v001__a.sql", view("a", "SELECT 1 AS x"));
    put("v001__b.sql", view("b", "SELECT 1 AS x"));

    problem().isEqualTo("sql/schema/v001__b.sql: has number 1, expected 2");
  }

  @Test
  void rejectsFileWithoutNumber() throws IOException {
    put("v001__a.sql", view("a", "SELECT 1 AS x"));
    put("more.sql", view("more", "SELECT 1 AS x"));

    problem().isEqualTo("sql/schema/more.sql: file name does not match v001__<table>.sql");
  }

  @Test
  void rejectsFileNamedForAnotherTable() throws IOException {
    put("v001__a.sql", view("b", "SELECT 1 AS x"));

    problem().isEqualTo("sql/schema/v001__a.sql: creates b, but the file is named for a");
  }

  @Test
  void rejectsViewBeforeTheTableThatItReads() throws IOException {
    put("v001__a.sql", view("a", "SELECT x FROM b"));
    put("v002__b.sql", view("b", "SELECT 1 AS x"));

    problem()
        .isEqualTo(
            "sql/schema/v001__a.sql: reads a table or view that sql/schema/v002__b.sql creates"
                + " later");
  }

  @Test
  void reportsAllProblemsTogether() throws IOException {
    put("v001__a.sql", "SELECT 1");
    put("v003__c.sql", "SELECT {{x}}");

    problem().contains("v001__a.sql: is not a").contains("expected 2").contains("{{x}}");
  }

  @Test
  void rejectsFolderWithoutScript() throws IOException {
    Files.createDirectories(folder.resolve("sql/schema"));

    problem().isEqualTo("sql/schema: contains no script v001__<table>.sql");
  }

  @Test
  void ignoresSubdirectory() throws IOException {
    put("v001__a.sql", view("a", "SELECT 1 AS x"));
    put("variants/v001__a.sql", "none");

    assertThat(scripts(folder)).hasSize(1);
  }

  @Test
  void readsScriptsOfTheJarWithoutCheckout() {
    assertThat(scripts(folder)).isEqualTo(scripts(HOME));
  }

  private void put(String name, String script) throws IOException {
    Path file = folder.resolve("sql/schema").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, script);
  }

  private static String view(String name, String query) {
    return "-- columns: x integer\nCREATE VIEW " + name + " AS " + query;
  }

  private AbstractStringAssert<?> problem() {
    Throwable failure = catchThrowable(() -> scripts(folder));
    assertThat(failure).isInstanceOf(InvalidScriptException.class);
    return assertThat(failure.getMessage());
  }

  private static TableScript table(String region) {
    return (TableScript)
        new SchemaScripts(HOME, deployment(region))
            .all()
            .get("sql/schema/v001__cloudtrail_logs.sql");
  }

  private static Map<String, SchemaScript> scripts(Path home) {
    return new SchemaScripts(home, deployment("us-east-1")).all();
  }

  private static Deployment deployment(String region) {
    Settings settings = new SettingsLoader(HOME, Map.of()).loadWithoutSigning(Map.of()).settings();
    return Deployment.of(settings, "aws", "111111111111", region);
  }
}
