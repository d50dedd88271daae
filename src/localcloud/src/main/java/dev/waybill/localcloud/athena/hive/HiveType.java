package dev.waybill.localcloud.athena.hive;

import dev.waybill.localcloud.athena.bridge.SqlFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A type of Hive's, and Trino's name for it.
 *
 * @param hive as the catalogue keeps it, such as {@code array<string>}
 * @param trino such as {@code array(varchar)}
 */
public record HiveType(String hive, String trino) {
  private static final Map<String, String> PLAIN =
      Map.ofEntries(
          Map.entry("string", "varchar"),
          Map.entry("int", "integer"),
          Map.entry("integer", "integer"),
          Map.entry("bigint", "bigint"),
          Map.entry("smallint", "smallint"),
          Map.entry("tinyint", "tinyint"),
          Map.entry("boolean", "boolean"),
          Map.entry("double", "double"),
          Map.entry("float", "real"),
          Map.entry("date", "date"),
          Map.entry("timestamp", "timestamp(3)"),
          Map.entry("binary", "varbinary"));

  /**
   * A type as the catalogue keeps it.
   *
   * @throws SqlFailure when there is none of that name
   */
  public static HiveType parse(String hive) {
    Tokens tokens = new Tokens(hive);
    HiveType type = read(tokens);
    tokens.end();
    return type;
  }

  static HiveType read(Tokens tokens) {
    SqlFailure unknown =
        tokens.failure("cannot recognize '" + tokens.peek().text() + "' as a column type");
    String name = tokens.next().text().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "array" -> array(tokens);
      case "map" -> map(tokens);
      case "struct" -> struct(tokens);
      case "varchar", "char", "decimal" -> sized(name, tokens);
      default -> {
        String trino = PLAIN.get(name);
        if (trino == null) {
          throw unknown;
        }
        yield new HiveType(name.equals("integer") ? "int" : name, trino);
      }
    };
  }

  private static HiveType array(Tokens tokens) {
    tokens.require("<");
    HiveType element = read(tokens);
    tokens.require(">");
    return new HiveType("array<" + element.hive + ">", "array(" + element.trino + ")");
  }

  private static HiveType map(Tokens tokens) {
    tokens.require("<");
    HiveType key = read(tokens);
    tokens.require(",");
    HiveType value = read(tokens);
    tokens.require(">");
    return new HiveType(
        "map<" + key.hive + "," + value.hive + ">", "map(" + key.trino + ", " + value.trino + ")");
  }

  private static HiveType struct(Tokens tokens) {
    tokens.require("<");
    List<String> hive = new ArrayList<>();
    List<String> trino = new ArrayList<>();
    do {
      String name = field(tokens);
      tokens.require(":");
      HiveType type = read(tokens);
      hive.add(name + ":" + type.hive);
      trino.add('"' + name.replace("\"", "\"\"") + "\" " + type.trino);
      if (tokens.take("COMMENT")) {
        String unused = tokens.text();
      }
    } while (tokens.take(","));
    tokens.require(">");
    return new HiveType(
        "struct<" + String.join(",", hive) + ">", "row(" + String.join(", ", trino) + ")");
  }

  /** A struct's members may have any name. */
  private static String field(Tokens tokens) {
    Token token = tokens.peek();
    if (token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.NAME) {
      throw tokens.failure("'" + token.text() + "' is no name of a struct's member");
    }
    return tokens.next().text().toLowerCase(Locale.ROOT);
  }

  private static HiveType sized(String name, Tokens tokens) {
    if (!tokens.take("(")) {
      if (name.equals("decimal")) {
        return new HiveType("decimal(10,0)", "decimal(10,0)");
      }
      throw tokens.failure(name + " needs a length");
    }
    StringBuilder size = new StringBuilder(number(tokens));
    if (name.equals("decimal") && tokens.take(",")) {
      size.append(',').append(number(tokens));
    }
    tokens.require(")");
    String type = name + "(" + size + ")";
    return new HiveType(type, type);
  }

  private static String number(Tokens tokens) {
    if (!tokens.peek().text().matches("\\d{1,5}")) {
      throw tokens.failure("'" + tokens.peek().text() + "' is no length");
    }
    return tokens.next().text();
  }
}
