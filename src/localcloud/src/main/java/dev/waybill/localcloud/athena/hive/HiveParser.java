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

/** Parses what Athena takes of Hive's DDL. */
public final class HiveParser {
  private static final Set<String> FIRST =
      Set.of("CREATE", "DROP", "SHOW", "DESCRIBE", "DESC", "MSCK", "ALTER");

  private final Tokens tokens;

  private HiveParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * The statement; empty when it is none of Hive's, but a query or a view.
   *
   * @throws SqlFailure SYNTAX_ERROR with its place, or NOT_SUPPORTED
   */
  public static Optional<HiveStatement> parse(String sql) {
    if (FIRST.stream().noneMatch(firstWord(sql)::equalsIgnoreCase) || isView(sql)) {
      return Optional.empty();
    }
    return Optional.of(new HiveParser(new Tokens(sql)).statement());
  }

  /** Found by itself, since a query's tokens are not Hive's. */
  private static String firstWord(String sql) {
    String text = sql.replaceFirst("\\A(?:\\s|--[^\\n]*(?:\\n|\\z)|(?s:/\\*.*?\\*/))*", "");
    return text.replaceFirst("(?s)\\A(\\w*).*", "$1");
  }

  /** Whether a statement is a CREATE VIEW, which the engine parses. */
  public static boolean isView(String sql) {
    if (!firstWord(sql).equalsIgnoreCase("CREATE")) {
      return false;
    }
    Tokens tokens = new Tokens(sql);
    return tokens.take("CREATE", "VIEW") || tokens.take("CREATE", "OR", "REPLACE", "VIEW");
  }

  /** Whether a statement tells a plan, which is no query. */
  public static boolean isExplain(String sql) {
    return firstWord(sql).equalsIgnoreCase("EXPLAIN");
  }

  private HiveStatement statement() {
    HiveStatement statement = read();
    tokens.end();
    return statement;
  }

  private HiveStatement read() {
    if (tokens.take("CREATE", "EXTERNAL", "TABLE")) {
      return createTable();
    }
    if (tokens.take("CREATE", "DATABASE") || tokens.take("CREATE", "SCHEMA")) {
      return createDatabase();
    }
    if (tokens.take("DROP")) {
      return drop();
    }
    if (tokens.take("SHOW")) {
      return show();
    }
    if (tokens.take("DESCRIBE") || tokens.take("DESC")) {
      return new ShowColumns(qualified(), true);
    }
    if (tokens.take("MSCK", "REPAIR", "TABLE")) {
      return new RepairTable(qualified());
    }
    throw unsupported();
  }

  private SqlFailure unsupported() {
    Token first = tokens.next();
    return SqlFailure.refused(
        "the local cloud does not do "
            + first.text()
            + " "
            + tokens.peek().text()
            + "; tables are external, and CREATE EXTERNAL TABLE makes them");
  }

  private HiveStatement createDatabase() {
    boolean ifNotExists = tokens.take("IF", "NOT", "EXISTS");
    String name = tokens.name();
    String comment = tokens.take("COMMENT") ? tokens.text() : "";
    String location = tokens.take("LOCATION") ? tokens.text() : "";
    return new CreateDatabase(name, ifNotExists, comment, location);
  }

  private HiveStatement drop() {
    if (tokens.take("TABLE")) {
      boolean ifExists = tokens.take("IF", "EXISTS");
      return new DropTable(qualified(), ifExists);
    }
    if (tokens.take("VIEW")) {
      boolean ifExists = tokens.take("IF", "EXISTS");
      return new DropView(qualified(), ifExists);
    }
    if (!tokens.take("DATABASE") && !tokens.take("SCHEMA")) {
      throw tokens.failure("'" + tokens.peek().text() + "' is not dropped");
    }
    boolean ifExists = tokens.take("IF", "EXISTS");
    String name = tokens.name();
    boolean cascade = tokens.take("CASCADE");
    boolean unused = !cascade && tokens.take("RESTRICT");
    return new DropDatabase(name, ifExists, cascade);
  }

  private HiveStatement show() {
    if (tokens.take("DATABASES") || tokens.take("SCHEMAS")) {
      return new ShowDatabases();
    }
    boolean views = tokens.take("VIEWS");
    if (views || tokens.take("TABLES")) {
      boolean in = tokens.take("IN") || tokens.take("FROM");
      return new ShowTables(in ? Optional.of(tokens.name()) : Optional.empty(), views);
    }
    if (tokens.take("COLUMNS")) {
      if (!tokens.take("IN") && !tokens.take("FROM")) {
        throw tokens.failure("missing IN at '" + tokens.peek().text() + "'");
      }
      return new ShowColumns(qualified(), false);
    }
    if (tokens.take("PARTITIONS")) {
      return new ShowPartitions(qualified());
    }
    throw tokens.failure("'" + tokens.peek().text() + "' is not shown by the local cloud");
  }

  private Name qualified() {
    String name = tokens.name();
    return tokens.take(".")
        ? new Name(Optional.of(name), tokens.name())
        : new Name(Optional.empty(), name);
  }

  private HiveStatement createTable() {
    boolean ifNotExists = tokens.take("IF", "NOT", "EXISTS");
    Name name = qualified();
    List<Column> columns = columns(new HashSet<>());
    String comment = tokens.take("COMMENT") ? tokens.text() : "";
    Set<String> taken = new HashSet<>();
    columns.forEach(column -> taken.add(column.name()));
    List<Column> partitions = tokens.take("PARTITIONED", "BY") ? columns(taken) : List.of();
    Storage storage = StorageClauses.read(tokens);
    Map<String, String> properties =
        tokens.take("TBLPROPERTIES") ? StorageClauses.properties(tokens) : Map.of();
    return new CreateTable(name, ifNotExists, columns, partitions, comment, storage, properties);
  }

  private List<Column> columns(Set<String> taken) {
    List<Column> columns = new ArrayList<>();
    tokens.require("(");
    do {
      SqlFailure twice = tokens.failure("column " + tokens.peek().text() + " is there twice");
      String name = tokens.name();
      if (!taken.add(name)) {
        throw twice;
      }
      HiveType type = HiveType.read(tokens);
      columns.add(new Column(name, type, tokens.take("COMMENT") ? tokens.text() : ""));
    } while (tokens.take(","));
    tokens.require(")");
    return columns;
  }
}
