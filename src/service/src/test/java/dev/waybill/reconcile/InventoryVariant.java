package dev.waybill.reconcile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.reconcile.row.ThereRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Variant of the view of what is there, over a table with the columns that AWS documents. The local
 * engine reads lines of JSON only, so that the rows are lines of JSON with the texts or values that
 * a reader of the format returns.
 */
enum InventoryVariant {
  PARQUET("inventory", "boolean", "bigint", "timestamp"),
  CSV("inventory_csv", "string", "string", "string"),
  METADATA("metadata", "boolean", "bigint", "timestamp");

  /** Partition of the table. */
  static final String DT = "2026-11-30-00-00";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TABLE = "s3_inventory";
  private static final String LIVE =
      "\"s3tablescatalog/aws-s3\".\"b_caa304-raw-data\".\"inventory\"";

  private final String file;
  private final String flag;
  private final String size;
  private final String time;

  InventoryVariant(String file, String flag, String size, String time) {
    this.file = file;
    this.flag = flag;
    this.size = size;
    this.time = time;
  }

  /** Returns the run of the view that has the rows. */
  String run() {
    return this == METADATA ? "live" : DT;
  }

  /** Returns the statement of the table, over a folder. */
  String table(String location) {
    return """
    CREATE EXTERNAL TABLE %s (
      bucket string, key string, %s version_id string, is_latest %s, is_delete_marker %s,
      size %s, last_modified_date %s, e_tag string, storage_class string)
    PARTITIONED BY (dt string)
    ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
    STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
    OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
    LOCATION '%s'
    TBLPROPERTIES (
      'projection.enabled' = 'true', 'projection.dt.type' = 'enum',
      'projection.dt.values' = '%s', 'storage.location.template' = '%s${dt}')
    """
        .formatted(
            TABLE,
            this == METADATA ? "sequence_number string," : "",
            flag,
            flag,
            size,
            time,
            location,
            DT,
            location);
  }

  /** Returns the script of the view. */
  String view(Path home) {
    try {
      return Files.readString(home.resolve("sql/schema/variants/" + file + "__waybill_objects.sql"))
          .replace(LIVE, TABLE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the rows, the versions of each key in the order of their writes. */
  String lines(String bucket, List<ThereRow> rows) {
    StringBuilder lines = new StringBuilder();
    int number = 0;
    for (ThereRow row : rows) {
      lines.append(line(bucket, row, ++number)).append('\n');
    }
    return lines.toString();
  }

  private ObjectNode line(String bucket, ThereRow row, int number) {
    // S3 Inventory has an empty text for the null version and for what a marker lacks.
    String version = row.versionId().equals("null") ? "" : row.versionId();
    ObjectNode json = JSON.createObjectNode().put("bucket", bucket).put("version_id", version);
    if (this == CSV) {
      return json.put("key", URLEncoder.encode(row.key(), StandardCharsets.UTF_8))
          .put("is_latest", Boolean.toString(row.isCurrent()))
          .put("is_delete_marker", Boolean.toString(row.isDeleteMarker()))
          .put("size", row.isDeleteMarker() ? "" : Long.toString(row.size()))
          .put("last_modified_date", row.lastModified().toString())
          .put("e_tag", row.eTag() == null ? "" : row.eTag());
    }
    json.put("key", row.key()).put("last_modified_date", WorldFiles.time(row.lastModified()));
    if (this == METADATA) {
      json.put("sequence_number", String.format(Locale.ROOT, "%032x", number));
    } else {
      json.put("is_latest", row.isCurrent());
    }
    if (!row.isDeleteMarker()) {
      json.put("size", row.size()).put("e_tag", row.eTag());
    }
    return json.put("is_delete_marker", row.isDeleteMarker());
  }
}
