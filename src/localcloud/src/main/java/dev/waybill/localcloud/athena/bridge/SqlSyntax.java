package dev.waybill.localcloud.athena.bridge;

/** The engine's parser, which needs no engine. Thread-safe. */
public interface SqlSyntax {
  /**
   * Parses a statement and looks whether Athena takes its kind.
   *
   * @throws SqlFailure when it does not
   */
  void parse(String sql);
}
