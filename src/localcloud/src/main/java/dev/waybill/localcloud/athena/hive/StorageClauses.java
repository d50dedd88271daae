package dev.waybill.localcloud.athena.hive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Parser of the clauses ROW FORMAT, STORED AS and LOCATION. */
final class StorageClauses {
  private static final String HIVE = "org.apache.hadoop.hive.ql.io.";
  private static final String LAZY_SIMPLE_SERDE =
      "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";
  private static final String TEXT_IN = "org.apache.hadoop.mapred.TextInputFormat";
  private static final String TEXT_OUT = HIVE + "HiveIgnoreKeyTextOutputFormat";

  /** Serde, input format and output format by the short names of STORED AS. */
  private static final Map<String, List<String>> FORMATS =
      Map.of(
          "textfile", List.of(LAZY_SIMPLE_SERDE, TEXT_IN, TEXT_OUT),
          "parquet",
              List.of(
                  HIVE + "parquet.serde.ParquetHiveSerDe",
                  HIVE + "parquet.MapredParquetInputFormat",
                  HIVE + "parquet.MapredParquetOutputFormat"),
          "orc",
              List.of(
                  HIVE + "orc.OrcSerde", HIVE + "orc.OrcInputFormat", HIVE + "orc.OrcOutputFormat"),
          "avro",
              List.of(
                  "org.apache.hadoop.hive.serde2.avro.AvroSerDe",
                  HIVE + "avro.AvroContainerInputFormat",
                  HIVE + "avro.AvroContainerOutputFormat"));

  private StorageClauses() {}

  static Storage read(TokenCursor tokens) {
    Map<String, String> properties = new LinkedHashMap<>();
    String serde = rowFormat(tokens, properties);
    List<String> formats = storedAs(tokens);
    tokens.require("LOCATION");
    if (!tokens.peek().text().matches("s3a?://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?")) {
      throw tokens.failure("LOCATION must be s3://bucket/prefix/");
    }
    String location = tokens.quotedText();
    return new Storage(
        serde.isEmpty() ? formats.get(0) : serde,
        properties,
        formats.get(1),
        formats.get(2),
        location);
  }

  private static String rowFormat(TokenCursor tokens, Map<String, String> properties) {
    if (!tokens.accept("ROW", "FORMAT")) {
      return "";
    }
    if (tokens.accept("DELIMITED")) {
      delimited(tokens, properties);
      return LAZY_SIMPLE_SERDE;
    }
    tokens.require("SERDE");
    String serde = tokens.quotedText();
    if (tokens.accept("WITH", "SERDEPROPERTIES")) {
      properties.putAll(properties(tokens));
    }
    return serde;
  }

  private static void delimited(TokenCursor tokens, Map<String, String> properties) {
    for (; ; ) {
      if (tokens.accept("FIELDS", "TERMINATED", "BY")) {
        properties.put("field.delim", tokens.quotedText());
      } else if (tokens.accept("ESCAPED", "BY")) {
        properties.put("escape.delim", tokens.quotedText());
      } else if (tokens.accept("LINES", "TERMINATED", "BY")) {
        properties.put("line.delim", tokens.quotedText());
      } else {
        return;
      }
    }
  }

  private static List<String> storedAs(TokenCursor tokens) {
    if (!tokens.accept("STORED", "AS")) {
      return List.of(LAZY_SIMPLE_SERDE, TEXT_IN, TEXT_OUT);
    }
    if (tokens.accept("INPUTFORMAT")) {
      String input = tokens.quotedText();
      tokens.require("OUTPUTFORMAT");
      return List.of(LAZY_SIMPLE_SERDE, input, tokens.quotedText());
    }
    List<String> formats = FORMATS.get(tokens.peek().text().toLowerCase(Locale.ROOT));
    if (formats == null) {
      throw tokens.failure("'" + tokens.peek().text() + "' is not a known file format");
    }
    Token unused = tokens.next();
    return formats;
  }

  /** Parses a list of {@code 'name' = 'value'} in parentheses. */
  static Map<String, String> properties(TokenCursor tokens) {
    Map<String, String> properties = new LinkedHashMap<>();
    tokens.require("(");
    do {
      String name = tokens.quotedText();
      tokens.require("=");
      properties.put(name, tokens.quotedText());
    } while (tokens.accept(","));
    tokens.require(")");
    return properties;
  }
}
