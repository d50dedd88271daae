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

/** Parser that accepts the statements that both Trino and Athena support. */
final class StatementParser {
  private final SqlParser parser;

  StatementParser(SqlParser parser) {
    this.parser = parser;
  }

  /** Removes a trailing semicolon, which Athena accepts and Trino's parser does not. */
  String withoutSemicolon(String sql) {
    String text = sql.stripTrailing();
    return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
  }

  /**
   * Parses a CREATE VIEW, a query or an EXPLAIN of a query.
   *
   * @throws SqlFailure NOT_SUPPORTED for any other kind of statement
   */
  Statement parse(String sql) {
    Statement statement = parser.createStatement(withoutSemicolon(sql));
    return statement instanceof CreateView ? statement : parseQuery(sql);
  }

  /**
   * Parses a query or an EXPLAIN of a query.
   *
   * @throws SqlFailure NOT_SUPPORTED for any other kind of statement
   */
  Statement parseQuery(String sql) {
    Statement statement = parser.createStatement(withoutSemicolon(sql));
    Statement explained = statement instanceof Explain explain ? explain.getStatement() : statement;
    if (!(explained instanceof Query)) {
      throw notSupported(explained, "is not supported; use a query, EXPLAIN or Hive DDL");
    }
    return statement;
  }

  String kind(Statement statement) {
    return statement instanceof Query ? "DML" : "UTILITY";
  }

  /** Parses a CREATE VIEW and keeps the text of its query as written. */
  ViewStatement view(String sql, String database) {
    String text = withoutSemicolon(sql);
    if (!(parser.createStatement(text) instanceof CreateView view)) {
      throw SqlFailure.notSupported("The statement is not a CREATE VIEW");
    }
    List<String> name = view.getName().getParts();
    if (name.size() > 2 && !name.get(0).equals(TrinoEngine.CATALOGUE)) {
      throw notSupported(view, "names the unknown catalogue " + name.get(0));
    }
    String viewDatabase = name.size() > 1 ? name.get(name.size() - 2) : database;
    return new ViewStatement(
        viewDatabase.toLowerCase(Locale.ROOT),
        name.get(name.size() - 1),
        view.isReplace(),
        queryText(text, view.getQuery()));
  }

  private String queryText(String text, Query query) {
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
   * Requires that a parameter is a literal, so that parameters are not evaluated.
   *
   * @throws SqlFailure if the parameter is not a literal
   */
  void requireLiteral(String parameter) {
    Expression expression = parser.createExpression(parameter);
    Expression value =
        expression instanceof ArithmeticUnaryExpression signed ? signed.getValue() : expression;
    if (!(value instanceof Literal)) {
      throw new SqlFailure(
          "INVALID_PARAMETER_USAGE",
          SqlFailure.Kind.USER,
          0,
          0,
          "An execution parameter must be a literal; enclose text in single quotes");
    }
  }

  private static SqlFailure notSupported(Statement statement, String reason) {
    NodeLocation at = statement.getLocation().orElse(new NodeLocation(1, 1));
    return new SqlFailure(
        "NOT_SUPPORTED",
        SqlFailure.Kind.USER,
        at.getLineNumber(),
        at.getColumnNumber(),
        statement.getClass().getSimpleName() + " " + reason);
  }
}
