package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.Analysis;
import dev.waybill.localcloud.athena.bridge.PartitionFilter;
import dev.waybill.localcloud.athena.bridge.SqlFailure;
import dev.waybill.localcloud.athena.bridge.TableScan;
import io.trino.spi.connector.CatalogHandle.CatalogHandleType;
import io.trino.sql.planner.Plan;
import io.trino.sql.planner.plan.PlanNode;
import io.trino.sql.planner.plan.TableScanNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Extraction of a statement's columns and table scans from its plan. */
final class PlanAnalyser {
  Analysis analyse(String kind, Plan plan) {
    List<TableScan> scans = new ArrayList<>();
    collect(plan.getRoot(), scans);
    return new Analysis(kind, PlanColumns.of(plan).resultColumns(), scans);
  }

  private static void collect(PlanNode node, List<TableScan> scans) {
    if (node instanceof TableScanNode scan) {
      add(scan, scans);
    }
    node.getSources().forEach(source -> collect(source, scans));
  }

  private static void add(TableScanNode scan, List<TableScan> scans) {
    if (scan.getTable().getConnectorHandle() instanceof HiveTable table) {
      scans.add(new TableScan(table.entry().name(), filters(table)));
    } else if (scan.getTable().getCatalogHandle().getType() == CatalogHandleType.NORMAL) {
      String name = scan.getTable().getCatalogHandle().getCatalogName();
      throw SqlFailure.notSupported("Unknown catalogue " + name);
    } else if (!TrinoEngine.CATALOGUE.equals(scan.getTable().getCatalogHandle().getCatalogName())) {
      throw SqlFailure.notSupported(
          "Unknown catalogue " + scan.getTable().getCatalogHandle().getCatalogName());
    }
  }

  /** Returns the filters of all partition columns of a table. */
  static Map<String, PartitionFilter> filters(HiveTable table) {
    Map<String, PartitionFilter> filters = new LinkedHashMap<>();
    table.partitions().forEach(column -> filters.put(column.name(), table.filter(column)));
    return filters;
  }
}
