package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.ResultColumn;
import io.trino.spi.type.Type;
import io.trino.sql.planner.Plan;
import io.trino.sql.planner.plan.OutputNode;
import java.util.ArrayList;
import java.util.List;

/** Output columns of a plan. */
record PlanColumns(List<String> names, List<Type> types) {
  static PlanColumns of(Plan plan) {
    OutputNode output = (OutputNode) plan.getRoot();
    List<Type> types = output.getOutputSymbols().stream().map(plan.getTypes()::get).toList();
    return new PlanColumns(output.getColumnNames(), types);
  }

  List<ResultColumn> resultColumns() {
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(new ResultColumn(names.get(i), types.get(i).getDisplayName()));
    }
    return columns;
  }
}
