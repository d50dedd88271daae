package dev.waybill.localcloud.athena.bridge;

/** A statement that does not hold, or a query that failed. */
public final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final Blame blame;
  private final int line;
  private final int column;

  /** Whose fault it is. */
  public enum Blame {
    /** Whoever wrote the statement, or the data. */
    USER,
    /** The engine. */
    SYSTEM,
    /** Nobody: it was asked for. */
    CANCELLED
  }

  /**
   * Makes one.
   *
   * @param code such as SYNTAX_ERROR or HIVE_CURSOR_ERROR
   * @param blame whose fault
   * @param line from 1; 0 when unknown
   * @param column from 1; 0 when unknown
   * @param message without the code
   */
  public SqlFailure(String code, Blame blame, int line, int column, String message) {
    super(message);
    this.code = code;
    this.blame = blame;
    this.line = line;
    this.column = column;
  }

  /** A statement that Athena does not take. */
  public static SqlFailure refused(String message) {
    return new SqlFailure("NOT_SUPPORTED", Blame.USER, 0, 0, message);
  }

  public String code() {
    return code;
  }

  public Blame blame() {
    return blame;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }

  /** The whole reason as Athena words it, such as {@code COLUMN_NOT_FOUND: line 1:8: Column …}. */
  public String reason() {
    String where = line > 0 ? "line " + line + ":" + column + ": " : "";
    return code + ": " + where + getMessage();
  }
}
