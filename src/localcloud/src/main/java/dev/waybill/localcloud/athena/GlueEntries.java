package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.athena.bridge.CatalogueEntry;
import dev.waybill.localcloud.athena.bridge.FileFormat;
import dev.waybill.localcloud.athena.bridge.ResultColumn;
import dev.waybill.localcloud.athena.bridge.SqlFailure;
import dev.waybill.localcloud.athena.bridge.TableEntry;
import dev.waybill.localcloud.athena.bridge.ViewEntry;
import dev.waybill.localcloud.athena.hive.HiveType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Conversion of Glue's tables and views to catalogue entries. */
final class GlueEntries {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VIEW = Pattern.compile("/\\* Presto View: ([A-Za-z0-9+/=]+) \\*/");
  private static final String TEXT = "org.apache.hadoop.mapred.TextInputFormat";
  private static final String OPENX = "org.openx.data.jsonserde.JsonSerDe";
  private static final Set<String> JSON_SERDES =
      Set.of(OPENX, "org.apache.hive.hcatalog.data.JsonSerDe");
  private static final Set<String> CLOUDTRAIL_SERDES =
      Set.of(
          OPENX,
          "org.apache.hive.hcatalog.data.JsonSerDe",
          "com.amazon.emr.hive.serde.CloudTrailSerde");

  private GlueEntries() {}

  /**
   * Returns a table or a view.
   *
   * @throws SqlFailure HIVE_INVALID_METADATA or INVALID_VIEW if the definition is not valid
   */
  static CatalogueEntry read(String database, ObjectNode table) {
    return table.path("TableType").asText().equals("VIRTUAL_VIEW")
        ? view(database, table)
        : table(database, table);
  }

  private static TableEntry table(String database, ObjectNode table) {
    JsonNode storage = table.path("StorageDescriptor");
    return new TableEntry(
        database,
        table.path("Name").asText(),
        columns(storage.path("Columns"), table),
        columns(table.path("PartitionKeys"), table),
        format(storage),
        storage.path("Location").asText(),
        texts(table.path("Parameters")));
  }

  private static List<ResultColumn> columns(JsonNode columns, ObjectNode table) {
    List<ResultColumn> read = new ArrayList<>();
    for (JsonNode column : columns) {
      String name = column.path("Name").asText().toLowerCase(Locale.ROOT);
      try {
        read.add(new ResultColumn(name, HiveType.parse(column.path("Type").asText()).trino()));
      } catch (SqlFailure e) {
        throw failure("HIVE_INVALID_METADATA", table, "column " + name + ": " + e.getMessage());
      }
    }
    return read;
  }

  private static FileFormat format(JsonNode storage) {
    JsonNode serde = storage.path("SerdeInfo");
    String library = serde.path("SerializationLibrary").asText();
    String input = storage.path("InputFormat").asText();
    if (input.equals("com.amazon.emr.cloudtrail.CloudTrailInputFormat")) {
      return CLOUDTRAIL_SERDES.contains(library) ? FileFormat.CLOUDTRAIL : FileFormat.UNREADABLE;
    }
    if (!input.equals(TEXT) || !JSON_SERDES.contains(library)) {
      return FileFormat.UNREADABLE;
    }
    boolean lenient =
        library.equals(OPENX)
            && serde.path("Parameters").path("ignore.malformed.json").asText().equals("true");
    return lenient ? FileFormat.LENIENT_JSON_LINES : FileFormat.JSON_LINES;
  }

  static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(it -> texts.put(it.getKey(), it.getValue().asText()));
    return texts;
  }

  private static ViewEntry view(String database, ObjectNode table) {
    Matcher text = VIEW.matcher(table.path("ViewOriginalText").asText());
    if (!text.matches()) {
      throw failure("INVALID_VIEW", table, "it was not created by Athena");
    }
    JsonNode view = decoded(text.group(1), table);
    List<ResultColumn> columns = new ArrayList<>();
    for (JsonNode column : view.path("columns")) {
      String name = column.path("name").asText().toLowerCase(Locale.ROOT);
      columns.add(new ResultColumn(name, column.path("type").asText()));
    }
    return new ViewEntry(
        table.path("Name").asText(),
        view.path("originalSql").asText(),
        view.path("schema").asText(database),
        columns);
  }

  private static JsonNode decoded(String base64, ObjectNode table) {
    try {
      return JSON.readTree(Base64.getDecoder().decode(base64));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw failure("INVALID_VIEW", table, "its text cannot be decoded");
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static SqlFailure failure(String code, ObjectNode table, String reason) {
    return new SqlFailure(
        code, SqlFailure.Kind.USER, 0, 0, "table " + table.path("Name").asText() + ": " + reason);
  }
}
