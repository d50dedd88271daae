package dev.waybill.localcloud.athena.engine;

import io.trino.sql.planner.LogicalPlanner.Stage;
import io.trino.sql.planner.iterative.IterativeOptimizer;
import io.trino.sql.planner.iterative.rule.PushPredicateIntoTableScan;
import io.trino.sql.planner.optimizations.PlanOptimizer;
import java.util.List;

/**
 * Depth to which a statement is planned. Most of the time of a plan goes into optimizers that
 * change neither the columns nor the set of scanned tables.
 */
enum PlanDepth {
  /** Analysis, which decides the columns and their types; as far as CREATE VIEW goes. */
  COLUMNS(Stage.CREATED),

  /** Also the first optimizers, until the predicates are at the scans of the tables. */
  OUTLINE(Stage.OPTIMIZED),

  /** All optimizers, as for a query that runs. */
  WHOLE(Stage.OPTIMIZED_AND_VALIDATED);

  private final Stage stage;

  PlanDepth(Stage stage) {
    this.stage = stage;
  }

  Stage stage() {
    return stage;
  }

  /** Returns the optimizers of this depth. */
  List<PlanOptimizer> of(List<PlanOptimizer> all) {
    return switch (this) {
      case COLUMNS -> List.of();
      case OUTLINE -> all.subList(0, firstWithPredicatesAtScans(all) + 1);
      case WHOLE -> all;
    };
  }

  private static int firstWithPredicatesAtScans(List<PlanOptimizer> all) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) instanceof IterativeOptimizer rules
          && rules.getRules().stream().anyMatch(PushPredicateIntoTableScan.class::isInstance)) {
        return i;
      }
    }
    throw new IllegalStateException("no optimizer moves predicates to the scans of tables");
  }
}
