package dev.waybill.local;

import dev.waybill.audit.catalog.PlannerSource.OpenPlanner;
import dev.waybill.localcloud.athena.SqlAccepted;
import dev.waybill.localcloud.athena.SqlChecker;
import dev.waybill.localcloud.athena.SqlRejected;
import dev.waybill.localcloud.athena.SqlVerdict;
import java.util.Map;
import java.util.stream.Collectors;

/** Planner on the SQL engine of the local cloud's Athena. */
record EnginePlanner(SqlChecker proof) implements OpenPlanner {
  @Override
  public void close() {
    proof.close();
  }

  @Override
  public Plan plan(String sql) {
    return plan(proof.check(sql));
  }

  @Override
  public Plan outline(String sql) {
    return plan(proof.outline(sql));
  }

  private static Plan plan(SqlVerdict verdict) {
    if (verdict instanceof SqlRejected rejected) {
      return new Rejected(rejected.line(), rejected.column(), rejected.reason());
    }
    SqlAccepted accepted = (SqlAccepted) verdict;
    return new Planned(
        accepted.columns().stream().map(it -> new Output(it.name(), it.type())).toList(),
        accepted.scans().stream().map(EnginePlanner::scan).toList());
  }

  private static Scan scan(dev.waybill.localcloud.athena.PlannedScan scan) {
    return new Scan(
        scan.table(),
        scan.partitions().entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, it -> bound(it.getValue()))));
  }

  private static Bound bound(dev.waybill.localcloud.athena.PartitionBound bound) {
    return new Bound(bound.below(), bound.above(), bound.discrete());
  }
}
