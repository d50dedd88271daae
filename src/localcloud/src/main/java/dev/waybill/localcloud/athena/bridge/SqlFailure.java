package dev.waybill.localcloud.athena.bridge;

/** Error of an invalid statement or a failed query. */
public final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final Kind kind;
  private final int line;
  private final int column;

  /** Cause of a failure. */
  public enum Kind {
    /** The statement or its data. */
    USER,
    /** The engine. */
    SYSTEM,
    /** A cancellation. */
    CANCELLED
  }

  /**
   * Constructs a failure.
   *
   * @param code the error code, such as SYNTAX_ERROR or HIVE_CURSOR_ERROR
   * @param kind the cause of the failure
   * @param line the line, from 1; 0 if unknown
   * @param column the column, from 1; 0 if unknown
   * @param message the message without the code
   */
  public SqlFailure(String code, Kind kind, int line, int column, String message) {
    super(message);
    this.code = code;
    this.kind = kind;
    this.line = line;
    this.column = column;
  }

  /** Returns a failure for a statement that is not supported. */
  public static SqlFailure notSupported(String message) {
    return new SqlFailure("NOT_SUPPORTED", Kind.USER, 0, 0, message);
  }

  public String code() {
    return code;
  }

  public Kind kind() {
    return kind;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }

  /**
   * Returns the full reason in Athena's form, such as {@code COLUMN_NOT_FOUND: line 1:8: Column …}.
   */
  public String reason() {
    String where = line > 0 ? "line " + line + ":" + column + ": " : "";
    return code + ": " + where + getMessage();
  }
}
