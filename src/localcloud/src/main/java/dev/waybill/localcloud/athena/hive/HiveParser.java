package dev.waybill.localcloud.athena.hive;

import dev.waybill.localcloud.athena.bridge.SqlFailure;
import dev.waybill.localcloud.athena.hive.HiveStatement.Column;
import dev.waybill.localcloud.athena.hive.HiveStatement.CreateDatabase;
import dev.waybill.localcloud.athena.hive.HiveStatement.CreateTable;
import dev.waybill.localcloud.athena.hive.HiveStatement.DropDatabase;
import dev.waybill.localcloud.athena.hive.HiveStatement.DropTable;
import dev.waybill.localcloud.athena.hive.HiveStatement.DropView;
import dev.waybill.localcloud.athena.hive.HiveStatement.Name;
import dev.waybill.localcloud.athena.hive.HiveStatement.RepairTable;
import dev.waybill.localcloud.athena.hive.HiveStatement.ShowColumns;
import dev.waybill.localcloud.athena.hive.HiveStatement.ShowDatabases;
import dev.waybill.localcloud.athena.hive.HiveStatement.ShowPartitions;
import dev.waybill.localcloud.athena.hive.HiveStatement.ShowTables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parser of the part of Hive's DDL that Athena supports. */
public final class HiveParser {
  private static final Set<String> FIRST_WORDS =
      Set.of("CREATE", "DROP", "SHOW", "DESCRIBE", "DESC", "MSCK", "ALTER");

  private final TokenCursor tokens;

  private HiveParser(TokenCursor tokens) {
    this.tokens = tokens;
  }

  /**
   * Parses a statement. Returns empty for a query or a view, which the engine parses.
   *
   * @throws SqlFailure SYNTAX_ERROR with its position, or NOT_SUPPORTED
   */
  public static Optional<HiveStatement> parse(String sql) {
    if (FIRST_WORDS.stream().noneMatch(firstWord(sql)::equalsIgnoreCase) || isView(sql)) {
      return Optional.empty();
    }
    return Optional.of(new HiveParser(new TokenCursor(sql)).statement());
  }

  /** Returns the first word without the lexer, because a query's tokens differ from Hive's. */
  private static String firstWord(String sql) {
    String text = sql.replaceFirst("\\A(?:\\s|--[^\\n]*(?:\\n|\\z)|(?s:/\\*.*?\\*/))*", "");
    return text.replaceFirst("(?s)\\A(\\w*).*", "$1");
  }

  /** Returns whether a statement is a CREATE VIEW, which the engine parses. */
  public static boolean isView(String sql) {
    if (!firstWord(sql).equalsIgnoreCase("CREATE")) {
      return false;
    }
    TokenCursor tokens = new TokenCursor(sql);
    return tokens.accept("CREATE", "VIEW") || tokens.accept("CREATE", "OR", "REPLACE", "VIEW");
  }

  /** Returns whether a statement is an EXPLAIN. */
  public static boolean isExplain(String sql) {
    return firstWord(sql).equalsIgnoreCase("EXPLAIN");
  }

  private HiveStatement statement() {
    HiveStatement statement = read();
    tokens.requireEnd();
    return statement;
  }

  private HiveStatement read() {
    if (tokens.accept("CREATE", "EXTERNAL", "TABLE")) {
      return createTable();
    }
    if (tokens.accept("CREATE", "DATABASE") || tokens.accept("CREATE", "SCHEMA")) {
      return createDatabase();
    }
    if (tokens.accept("DROP")) {
      return drop();
    }
    if (tokens.accept("SHOW")) {
      return show();
    }
    if (tokens.accept("DESCRIBE") || tokens.accept("DESC")) {
      return new ShowColumns(qualified(), true);
    }
    if (tokens.accept("MSCK", "REPAIR", "TABLE")) {
      return new RepairTable(qualified());
    }
    throw unsupported();
  }

  private SqlFailure unsupported() {
    Token first = tokens.next();
    return SqlFailure.notSupported(
        "the local cloud does not support "
            + first.text()
            + " "
            + tokens.peek().text()
            + "; use CREATE EXTERNAL TABLE to create tables");
  }

  private HiveStatement createDatabase() {
    boolean ifNotExists = tokens.accept("IF", "NOT", "EXISTS");
    String name = tokens.name();
    String comment = tokens.accept("COMMENT") ? tokens.quotedText() : "";
    String location = tokens.accept("LOCATION") ? tokens.quotedText() : "";
    return new CreateDatabase(name, ifNotExists, comment, location);
  }

  private HiveStatement drop() {
    if (tokens.accept("TABLE")) {
      boolean ifExists = tokens.accept("IF", "EXISTS");
      return new DropTable(qualified(), ifExists);
    }
    if (tokens.accept("VIEW")) {
      boolean ifExists = tokens.accept("IF", "EXISTS");
      return new DropView(qualified(), ifExists);
    }
    if (!tokens.accept("DATABASE") && !tokens.accept("SCHEMA")) {
      throw tokens.failure(
          "expecting TABLE, VIEW, DATABASE or SCHEMA at '" + tokens.peek().text() + "'");
    }
    boolean ifExists = tokens.accept("IF", "EXISTS");
    String name = tokens.name();
    boolean cascade = tokens.accept("CASCADE");
    boolean unused = !cascade && tokens.accept("RESTRICT");
    return new DropDatabase(name, ifExists, cascade);
  }

  private HiveStatement show() {
    if (tokens.accept("DATABASES") || tokens.accept("SCHEMAS")) {
      return new ShowDatabases();
    }
    boolean views = tokens.accept("VIEWS");
    if (views || tokens.accept("TABLES")) {
      boolean in = tokens.accept("IN") || tokens.accept("FROM");
      return new ShowTables(in ? Optional.of(tokens.name()) : Optional.empty(), views);
    }
    if (tokens.accept("COLUMNS")) {
      if (!tokens.accept("IN") && !tokens.accept("FROM")) {
        throw tokens.failure("missing IN at '" + tokens.peek().text() + "'");
      }
      return new ShowColumns(qualified(), false);
    }
    if (tokens.accept("PARTITIONS")) {
      return new ShowPartitions(qualified());
    }
    throw tokens.failure("the local cloud does not support SHOW " + tokens.peek().text());
  }

  private Name qualified() {
    String name = tokens.name();
    return tokens.accept(".")
        ? new Name(Optional.of(name), tokens.name())
        : new Name(Optional.empty(), name);
  }

  private HiveStatement createTable() {
    boolean ifNotExists = tokens.accept("IF", "NOT", "EXISTS");
    Name name = qualified();
    List<Column> columns = columns(new HashSet<>());
    String comment = tokens.accept("COMMENT") ? tokens.quotedText() : "";
    Set<String> names = new HashSet<>();
    columns.forEach(column -> names.add(column.name()));
    List<Column> partitions = tokens.accept("PARTITIONED", "BY") ? columns(names) : List.of();
    Storage storage = StorageClauses.read(tokens);
    Map<String, String> properties =
        tokens.accept("TBLPROPERTIES") ? StorageClauses.properties(tokens) : Map.of();
    return new CreateTable(name, ifNotExists, columns, partitions, comment, storage, properties);
  }

  private List<Column> columns(Set<String> names) {
    List<Column> columns = new ArrayList<>();
    tokens.require("(");
    do {
      SqlFailure duplicate =
          tokens.failure("column " + tokens.peek().text() + " occurs more than once");
      String name = tokens.name();
      if (!names.add(name)) {
        throw duplicate;
      }
      HiveType type = HiveType.read(tokens);
      columns.add(new Column(name, type, tokens.accept("COMMENT") ? tokens.quotedText() : ""));
    } while (tokens.accept(","));
    tokens.require(")");
    return columns;
  }
}
