package dev.waybill.localcloud.athena.bridge;

/** Thread-safe parser, which does not need an engine. */
public interface SqlSyntax {
  /**
   * Parses a statement and checks that Athena supports its kind.
   *
   * @throws SqlFailure if the statement is invalid or not supported
   */
  void parse(String sql);
}
