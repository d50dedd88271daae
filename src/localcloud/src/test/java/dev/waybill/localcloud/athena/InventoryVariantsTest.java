package dev.waybill.localcloud.athena;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Variants of the view of what is there, over tables with the columns that AWS documents. */
final class InventoryVariantsTest {
  private static final Path SCHEMA = Path.of("sql/schema");
  private static final String LIVE =
      "\"s3tablescatalog/aws-s3\".\"b_caa304-raw-data\".\"inventory\"";

  private static String file(String name) throws IOException {
    return Files.readString(SCHEMA.resolve(name)).replace("{{provenance.bucket}}", "provenance");
  }

  /** The formats differ in the types of the size and of the time. */
  private static String inventory(String name, String size, String time, String serde) {
    return """
    CREATE EXTERNAL TABLE %s (
      bucket string, key string, version_id string, is_latest boolean, is_delete_marker boolean,
      size %s, last_modified_date %s, e_tag string, storage_class string)
    PARTITIONED BY (dt string)
    ROW FORMAT SERDE '%s'
    STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat'
    OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.IgnoreKeyTextOutputFormat'
    LOCATION 's3://inventories/raw/all/hive/'
    TBLPROPERTIES (
      'projection.enabled' = 'true', 'projection.dt.type' = 'date',
      'projection.dt.format' = 'yyyy-MM-dd-HH-mm', 'projection.dt.range' = '2026-01-01-00-00,NOW',
      'projection.dt.interval' = '1', 'projection.dt.interval.unit' = 'HOURS')
    """
        .formatted(name, size, time, serde);
  }

  private static String live() {
    return """
    CREATE EXTERNAL TABLE live_inventory (
      bucket string, key string, sequence_number string, version_id string,
      is_delete_marker boolean, size bigint, last_modified_date timestamp, e_tag string)
    LOCATION 's3://tables/inventory/'
    """;
  }

  private static String view(String variant) throws IOException {
    return file("variants/" + variant + "__waybill_objects.sql");
  }

  @Test
  void everyVariantHasTheColumnsOfTheViewThatItReplaces() throws IOException {
    List<String> tables =
        List.of(
            file("v008__waybill_listings.sql"),
            inventory(
                "s3_inventory",
                "bigint",
                "timestamp",
                "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"),
            inventory(
                "csv_inventory", "string", "string", "org.apache.hadoop.hive.serde2.OpenCSVSerde"),
            live(),
            file("v009__waybill_objects.sql"),
            renamed(view("inventory"), "of_report"),
            renamed(view("inventory_csv"), "of_csv")
                .replace("FROM s3_inventory", "FROM csv_inventory"),
            renamed(view("metadata"), "of_live").replace(LIVE, "live_inventory"));
    try (SqlChecker checker = SqlChecker.open(tables, "audit")) {
      List<SqlColumn> expected = columns(checker, "waybill_objects");
      assertThat(expected).hasSize(11);
      for (String variant : List.of("of_report", "of_csv", "of_live")) {
        assertThat(columns(checker, variant)).as(variant).isEqualTo(expected);
      }
    }
  }

  private static String renamed(String view, String name) {
    return view.replace("VIEW waybill_objects", "VIEW " + name);
  }

  private static List<SqlColumn> columns(SqlChecker checker, String view) {
    SqlVerdict verdict =
        checker.outline("SELECT * FROM " + view + " WHERE run = 'r' AND source = 'raw'");
    assertThat(verdict).as(view).isInstanceOf(SqlAccepted.class);
    return ((SqlAccepted) verdict).columns();
  }
}
