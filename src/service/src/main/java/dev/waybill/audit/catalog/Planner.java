package dev.waybill.audit.catalog;

import java.util.List;
import java.util.Map;

/** SQL engine that plans a statement without running it. */
public interface Planner {
  /** Plans a SELECT. */
  Plan plan(String sql);

  /**
   * Plans a SELECT in less time: the plan has all columns and scans, but the scans may lack bounds
   * that {@link #plan} finds.
   */
  Plan outline(String sql);

  /** Result of planning. */
  sealed interface Plan permits Planned, Rejected {}

  /**
   * Plan of a valid statement.
   *
   * @param columns columns of the answer, in order
   * @param scans scans of tables
   */
  record Planned(List<Output> columns, List<Scan> scans) implements Plan {
    public Planned {
      columns = List.copyOf(columns);
      scans = List.copyOf(scans);
    }
  }

  /**
   * Rejection of an invalid statement.
   *
   * @param line line of the statement, from 1
   * @param column column of that line, from 1
   * @param reason the engine's message
   */
  record Rejected(int line, int column, String reason) implements Plan {}

  /** Column of an answer, with Trino's name of its type. */
  record Output(String name, String type) {}

  /**
   * Scan of a table.
   *
   * @param partitions bounds of each partition column
   */
  record Scan(String table, Map<String, Bound> partitions) {
    public Scan {
      partitions = Map.copyOf(partitions);
    }
  }

  /**
   * Bounds of a column that hold before any data is read.
   *
   * @param below whether there is a least value
   * @param above whether there is a greatest value
   * @param discrete whether the values are listed one by one
   */
  record Bound(boolean below, boolean above, boolean discrete) {
    static final Bound NONE = new Bound(false, false, false);

    boolean isBounded() {
      return discrete || (below && above);
    }
  }
}
