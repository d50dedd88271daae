package dev.waybill.localcloud.athena.hive;

import dev.waybill.localcloud.athena.bridge.SqlFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Hive type with its Trino equivalent.
 *
 * @param hive the Hive type in the catalogue's spelling, such as {@code array<string>}
 * @param trino the Trino type, such as {@code array(varchar)}
 */
public record HiveType(String hive, String trino) {
  private static final Map<String, String> SIMPLE_TYPES =
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
   * Parses a type in the catalogue's spelling.
   *
   * @throws SqlFailure if the type is unknown
   */
  public static HiveType parse(String hive) {
    TokenCursor tokens = new TokenCursor(hive);
    HiveType type = read(tokens);
    tokens.requireEnd();
    return type;
  }

  static HiveType read(TokenCursor tokens) {
    SqlFailure unknown =
        tokens.failure("cannot recognize '" + tokens.peek().text() + "' as a column type");
    String name = tokens.next().text().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "array" -> array(tokens);
      case "map" -> map(tokens);
      case "struct" -> struct(tokens);
      case "varchar", "char", "decimal" -> typeWithLength(name, tokens);
      default -> {
        String trino = SIMPLE_TYPES.get(name);
        if (trino == null) {
          throw unknown;
        }
        yield new HiveType(name.equals("integer") ? "int" : name, trino);
      }
    };
  }

  private static HiveType array(TokenCursor tokens) {
    tokens.require("<");
    HiveType element = read(tokens);
    tokens.require(">");
    return new HiveType("array<" + element.hive + ">", "array(" + element.trino + ")");
  }

  private static HiveType map(TokenCursor tokens) {
    tokens.require("<");
    HiveType key = read(tokens);
    tokens.require(",");
    HiveType value = read(tokens);
    tokens.require(">");
    return new HiveType(
        "map<" + key.hive + "," + value.hive + ">", "map(" + key.trino + ", " + value.trino + ")");
  }

  private static HiveType struct(TokenCursor tokens) {
    tokens.require("<");
    List<String> hive = new ArrayList<>();
    List<String> trino = new ArrayList<>();
    do {
      String name = field(tokens);
      tokens.require(":");
      HiveType type = read(tokens);
      hive.add(name + ":" + type.hive);
      trino.add('"' + name.replace("\"", "\"\"") + "\" " + type.trino);
      if (tokens.accept("COMMENT")) {
        String unused = tokens.quotedText();
      }
    } while (tokens.accept(","));
    tokens.require(">");
    return new HiveType(
        "struct<" + String.join(",", hive) + ">", "row(" + String.join(", ", trino) + ")");
  }

  /** Parses the name of a struct's member, which may be a reserved word. */
  private static String field(TokenCursor tokens) {
    Token token = tokens.peek();
    if (token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.NAME) {
      throw tokens.failure("'" + token.text() + "' is not a valid name of a struct member");
    }
    return tokens.next().text().toLowerCase(Locale.ROOT);
  }

  private static HiveType typeWithLength(String name, TokenCursor tokens) {
    if (!tokens.accept("(")) {
      if (name.equals("decimal")) {
        return new HiveType("decimal(10,0)", "decimal(10,0)");
      }
      throw tokens.failure(name + " requires a length");
    }
    StringBuilder size = new StringBuilder(number(tokens));
    if (name.equals("decimal") && tokens.accept(",")) {
      size.append(',').append(number(tokens));
    }
    tokens.require(")");
    String type = name + "(" + size + ")";
    return new HiveType(type, type);
  }

  private static String number(TokenCursor tokens) {
    if (!tokens.peek().text().matches("\\d{1,5}")) {
      throw tokens.failure("'" + tokens.peek().text() + "' is not a valid length");
    }
    return tokens.next().text();
  }
}
