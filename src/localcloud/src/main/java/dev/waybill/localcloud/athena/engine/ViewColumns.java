package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.ResultColumn;
import dev.waybill.localcloud.athena.bridge.SqlFailure;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimeWithTimeZoneType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;
import io.trino.sql.planner.Plan;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The columns of a view that is to be made, which the catalogue must be able to hold. */
final class ViewColumns {
  private ViewColumns() {}

  static List<ResultColumn> of(Plan plan) {
    PlanColumns columns = PlanColumns.of(plan);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < columns.names().size(); i++) {
      String name = columns.names().get(i).toLowerCase(Locale.ROOT);
      require(
          !name.equals("_col" + i), "MISSING_COLUMN_NAME", "column " + (i + 1) + " has no name");
      require(seen.add(name), "DUPLICATE_COLUMN_NAME", "column " + name + " is there twice");
      require(
          isHives(columns.types().get(i)),
          "NOT_SUPPORTED",
          "Unsupported Hive type: "
              + columns.types().get(i).getDisplayName()
              + " of column "
              + name
              + "; cast it, as to timestamp");
    }
    return columns.told();
  }

  private static boolean isHives(Type type) {
    boolean strange =
        type instanceof TimestampWithTimeZoneType
            || type instanceof TimeWithTimeZoneType
            || type instanceof TimeType
            || type.getBaseName().equals("unknown");
    return !strange && type.getTypeParameters().stream().allMatch(ViewColumns::isHives);
  }

  private static void require(boolean holds, String code, String message) {
    if (!holds) {
      throw new SqlFailure(code, SqlFailure.Blame.USER, 0, 0, message);
    }
  }
}
