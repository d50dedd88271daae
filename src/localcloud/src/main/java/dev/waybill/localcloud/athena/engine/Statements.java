package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.SqlFailure;
import io.trino.sql.SqlFormatter;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.CreateView;
import io.trino.sql.tree.Explain;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Statement;
import java.util.List;
import java.util.Locale;

/** Statements by their kind: which of those that Trino takes Athena takes too. */
final class Statements {
  private final SqlParser parser;

  Statements(SqlParser parser) {
    this.parser = parser;
  }

  /** Athena takes one semicolon at the end, Trino's parser none. */
  String bare(String sql) {
    String text = sql.stripTrailing();
    return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
  }

  /**
   * A CREATE VIEW, a query, or an EXPLAIN of one.
   *
   * @throws SqlFailure NOT_SUPPORTED when it is of another kind
   */
  Statement parsed(String sql) {
    Statement statement = parser.createStatement(bare(sql));
    return statement instanceof CreateView ? statement : allowed(sql);
  }

  /**
   * A query, or an EXPLAIN of one.
   *
   * @throws SqlFailure NOT_SUPPORTED when it is of another kind
   */
  Statement allowed(String sql) {
    Statement statement = parser.createStatement(bare(sql));
    Statement told = statement instanceof Explain explain ? explain.getStatement() : statement;
    if (!(told instanceof Query)) {
      throw refused(told, "is not run against these tables; queries, EXPLAIN and Hive's DDL are");
    }
    return statement;
  }

  String kind(Statement statement) {
    return statement instanceof Query ? "DML" : "UTILITY";
  }

  /** A CREATE VIEW with the text of its query as it is written. */
  ViewStatement view(String sql, String database) {
    String text = bare(sql);
    if (!(parser.createStatement(text) instanceof CreateView view)) {
      throw SqlFailure.refused("this is no CREATE VIEW");
    }
    List<String> name = view.getName().getParts();
    if (name.size() > 2 && !name.get(0).equals(TrinoEngine.CATALOGUE)) {
      throw refused(view, "names the catalogue " + name.get(0) + ", which there is not");
    }
    String where = name.size() > 1 ? name.get(name.size() - 2) : database;
    return new ViewStatement(
        where.toLowerCase(Locale.ROOT),
        name.get(name.size() - 1),
        view.isReplace(),
        query(text, view.getQuery()));
  }

  private String query(String text, Query query) {
    String tail = query.getLocation().map(at -> text.substring(offset(text, at))).orElse("");
    return isSame(tail, query) ? tail.strip() : SqlFormatter.formatSql(query);
  }

  private boolean isSame(String text, Query query) {
    try {
      return parser.createStatement(text).equals(query);
    } catch (ParsingException cutElsewhere) {
      return false;
    }
  }

  private static int offset(String text, NodeLocation at) {
    int start = 0;
    for (int line = 1; line < at.getLineNumber(); line++) {
      start = text.indexOf('\n', start) + 1;
    }
    return start + at.getColumnNumber() - 1;
  }

  /**
   * Parameters are values and nothing that is evaluated.
   *
   * @throws SqlFailure when one is not
   */
  void requireLiteral(String parameter) {
    Expression expression = parser.createExpression(parameter);
    Expression value =
        expression instanceof ArithmeticUnaryExpression signed ? signed.getValue() : expression;
    if (!(value instanceof Literal)) {
      throw new SqlFailure(
          "INVALID_PARAMETER_USAGE",
          SqlFailure.Blame.USER,
          0,
          0,
          "an execution parameter is no literal; text stands in single quotes");
    }
  }

  private static SqlFailure refused(Statement statement, String why) {
    NodeLocation at = statement.getLocation().orElse(new NodeLocation(1, 1));
    return new SqlFailure(
        "NOT_SUPPORTED",
        SqlFailure.Blame.USER,
        at.getLineNumber(),
        at.getColumnNumber(),
        statement.getClass().getSimpleName() + " " + why);
  }
}
