package dev.waybill.audit.catalog;

import java.util.List;
import java.util.Map;

/** A SQL engine that tells what it would make of a statement, and runs nothing. */
@FunctionalInterface
public interface Planner {
  /** What becomes of a SELECT. */
  Plan plan(String sql);

  /** What an engine makes of a statement. */
  sealed interface Plan permits Planned, Rejected {}

  /**
   * It would run.
   *
   * @param columns of the answer, in order
   * @param scans each reading of a table
   */
  record Planned(List<Output> columns, List<Scan> scans) implements Plan {
    public Planned {
      columns = List.copyOf(columns);
      scans = List.copyOf(scans);
    }
  }

  /**
   * It would not run.
   *
   * @param line of the statement, from 1
   * @param column of that line, from 1
   * @param reason in the engine's words
   */
  record Rejected(int line, int column, String reason) implements Plan {}

  /** A column of an answer, with its type as Trino names it. */
  record Output(String name, String type) {}

  /**
   * One reading of a table.
   *
   * @param partitions how the plan bounds each partition column
   */
  record Scan(String table, Map<String, Bound> partitions) {
    public Scan {
      partitions = Map.copyOf(partitions);
    }
  }

  /**
   * How a column is bounded before anything is read.
   *
   * @param below whether there is a least value
   * @param above whether there is a greatest one
   * @param discrete whether its values are known one by one
   */
  record Bound(boolean below, boolean above, boolean discrete) {
    static final Bound NONE = new Bound(false, false, false);

    boolean both() {
      return discrete || (below && above);
    }
  }
}
