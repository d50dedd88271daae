package dev.waybill.audit.logfile;

import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.UnansweredQueryException;
import dev.waybill.audit.Window;
import dev.waybill.baseline.schema.SchemaScript;
import dev.waybill.baseline.schema.ViewScript;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Statements that leave out unreadable log files. The names of the table and of its views are given
 * to named queries in front of the statement, so that neither the statement nor a view has to know
 * the files. The names of the files are constants, because only then the engine does not open them.
 */
public final class ReadableLogsSql {
  /** Table of the log files. */
  public static final String LOGS = "cloudtrail_logs";

  /** Table of the copies of readable records, with the same columns in the same order. */
  public static final String COPIES = "cloudtrail_logs_readable";

  /**
   * Files that one statement leaves out. An engine widens a longer list of constants to a range,
   * which does not keep it from opening a file.
   */
  static final int MAX_FILES = 50;

  private final String database;
  private final Map<String, String> views;

  /**
   * @param database database of the tables
   * @param scripts scripts of the tables and views
   */
  public ReadableLogsSql(String database, Collection<SchemaScript> scripts) {
    this.database = database;
    this.views = new LinkedHashMap<>();
    for (SchemaScript script : scripts) {
      if (script instanceof ViewScript view && names(view.query(), LOGS)) {
        views.put(view.name(), view.query());
      }
    }
  }

  /**
   * Returns a statement that reads the logs of a window without unreadable files.
   *
   * @throws UnansweredQueryException when there are too many of them
   */
  String of(String sql, Window window, List<UnreadFile> files) {
    List<UnreadFile> unread = files.stream().filter(it -> isWithin(it, window)).toList();
    if (unread.isEmpty()) {
      return sql;
    }
    if (unread.size() > MAX_FILES) {
      throw new UnansweredQueryException(
          QueryEnd.Cause.UNREADABLE.because(
              unread.size()
                  + " log files of the days from "
                  + window.firstDay()
                  + " to "
                  + window.lastDay()
                  + " are damaged, more than the "
                  + MAX_FILES
                  + " that a query can leave out; see the findings log-file-damaged"));
    }
    StringBuilder statement = new StringBuilder("WITH " + LOGS + " AS (\n" + logs(unread) + ")");
    views.forEach(
        (name, query) -> {
          if (names(sql, name)) {
            statement.append(",\n").append(name).append(" AS (\n").append(query).append("\n)");
          }
        });
    return statement.append("\nSELECT * FROM (\n").append(sql).append("\n)").toString();
  }

  /** Returns why records of a window are in no statement; empty when every record is. */
  static Optional<String> unread(List<UnreadFile> files, Window window) {
    List<UnreadFile> lost =
        files.stream().filter(it -> isWithin(it, window) && !it.isJudgedWhole()).toList();
    return lost.isEmpty()
        ? Optional.empty()
        : Optional.of(
            lost.size()
                + " damaged log files hold records that cannot be read, such as "
                + lost.get(0).object().uri()
                + ": "
                + lost.get(0).content().reason()
                + "; see the findings log-file-damaged");
  }

  private static boolean isWithin(UnreadFile file, Window window) {
    String day = file.object().partition().day();
    return day.compareTo(window.firstDay()) >= 0 && day.compareTo(window.lastDay()) <= 0;
  }

  private static boolean names(String sql, String name) {
    return Pattern.compile("\\b" + name + "\\b", Pattern.CASE_INSENSITIVE).matcher(sql).find();
  }

  private String logs(List<UnreadFile> unread) {
    String damaged = literals(unread.stream().map(it -> it.object().uri()).toList());
    List<String> copies =
        unread.stream().map(UnreadFile::copy).filter(it -> !it.isEmpty()).toList();
    String logs = select(LOGS) + " WHERE \"$path\" NOT IN (" + damaged + ")\n";
    return copies.isEmpty()
        ? logs
        : logs
            + "UNION ALL\n"
            + select(COPIES)
            + " WHERE \"$path\" IN ("
            + literals(copies)
            + ")\n";
  }

  private String select(String table) {
    return "SELECT * FROM \"" + database + "\".\"" + table + "\"";
  }

  private static String literals(List<String> texts) {
    return texts.stream()
        .map(it -> "'" + it.replace("'", "''") + "'")
        .collect(Collectors.joining(", "));
  }
}
