package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.athena.bridge.ResultColumn;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Metadata of a result's columns in the response to GetQueryResults. */
final class ResultMetadata {
  private static final Pattern SIZED = Pattern.compile("(\\w+)\\((\\d+)(?:, ?(\\d+))?\\)");
  private static final Map<String, Integer> PRECISION =
      Map.of(
          "varchar", Integer.MAX_VALUE,
          "bigint", 19,
          "integer", 10,
          "smallint", 5,
          "tinyint", 3,
          "double", 17,
          "float", 17,
          "timestamp", 3,
          "varbinary", 1 << 30);

  private ResultMetadata() {}

  static void write(List<ResultColumn> columns, ArrayNode array) {
    columns.forEach(column -> write(column, array.addObject()));
  }

  private static void write(ResultColumn column, ObjectNode json) {
    String type = column.type().equals("real") ? "float" : column.type();
    String base =
        type.contains("with time zone") ? type.replaceFirst("\\(\\d+\\)", "") : base(type);
    Matcher sized = SIZED.matcher(type);
    boolean hasSize = sized.matches();
    int precision = hasSize ? Integer.parseInt(sized.group(2)) : PRECISION.getOrDefault(base, 0);
    int scale = hasSize && sized.group(3) != null ? Integer.parseInt(sized.group(3)) : 0;
    json.put("CatalogName", "hive")
        .put("SchemaName", "")
        .put("TableName", "")
        .put("Name", column.name())
        .put("Label", column.name())
        .put("Type", base)
        .put("Precision", precision)
        .put("Scale", scale)
        .put("Nullable", "UNKNOWN")
        .put("CaseSensitive", base.equals("varchar") || base.equals("char"));
  }

  private static String base(String type) {
    int end = type.indexOf('(');
    return end < 0 ? type : type.substring(0, end);
  }
}
