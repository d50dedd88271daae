package dev.waybill.localcloud.athena.hive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** ROW FORMAT, STORED AS and LOCATION. */
final class StorageClauses {
  private static final String HIVE = "org.apache.hadoop.hive.ql.io.";
  private static final String LAZY = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";
  private static final String TEXT_IN = "org.apache.hadoop.mapred.TextInputFormat";
  private static final String TEXT_OUT = HIVE + "HiveIgnoreKeyTextOutputFormat";

  /** Serde, input and output format by the short names of STORED AS. */
  private static final Map<String, List<String>> SHORT =
      Map.of(
          "textfile", List.of(LAZY, TEXT_IN, TEXT_OUT),
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

  static Storage read(Tokens tokens) {
    Map<String, String> properties = new LinkedHashMap<>();
    String serde = rowFormat(tokens, properties);
    List<String> formats = storedAs(tokens);
    tokens.require("LOCATION");
    if (!tokens.peek().text().matches("s3a?://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?")) {
      throw tokens.failure("LOCATION is no s3://bucket/prefix/");
    }
    String location = tokens.text();
    return new Storage(
        serde.isEmpty() ? formats.get(0) : serde,
        properties,
        formats.get(1),
        formats.get(2),
        location);
  }

  private static String rowFormat(Tokens tokens, Map<String, String> properties) {
    if (!tokens.take("ROW", "FORMAT")) {
      return "";
    }
    if (tokens.take("DELIMITED")) {
      delimited(tokens, properties);
      return LAZY;
    }
    tokens.require("SERDE");
    String serde = tokens.text();
    if (tokens.take("WITH", "SERDEPROPERTIES")) {
      properties.putAll(properties(tokens));
    }
    return serde;
  }

  private static void delimited(Tokens tokens, Map<String, String> properties) {
    for (; ; ) {
      if (tokens.take("FIELDS", "TERMINATED", "BY")) {
        properties.put("field.delim", tokens.text());
      } else if (tokens.take("ESCAPED", "BY")) {
        properties.put("escape.delim", tokens.text());
      } else if (tokens.take("LINES", "TERMINATED", "BY")) {
        properties.put("line.delim", tokens.text());
      } else {
        return;
      }
    }
  }

  private static List<String> storedAs(Tokens tokens) {
    if (!tokens.take("STORED", "AS")) {
      return List.of(LAZY, TEXT_IN, TEXT_OUT);
    }
    if (tokens.take("INPUTFORMAT")) {
      String input = tokens.text();
      tokens.require("OUTPUTFORMAT");
      return List.of(LAZY, input, tokens.text());
    }
    List<String> formats = SHORT.get(tokens.peek().text().toLowerCase(Locale.ROOT));
    if (formats == null) {
      throw tokens.failure("'" + tokens.peek().text() + "' is no file format");
    }
    Token unused = tokens.next();
    return formats;
  }

  /** A list of {@code 'name' = 'value'} in parentheses. */
  static Map<String, String> properties(Tokens tokens) {
    Map<String, String> properties = new LinkedHashMap<>();
    tokens.require("(");
    do {
      String name = tokens.text();
      tokens.require("=");
      properties.put(name, tokens.text());
    } while (tokens.take(","));
    tokens.require(")");
    return properties;
  }
}
