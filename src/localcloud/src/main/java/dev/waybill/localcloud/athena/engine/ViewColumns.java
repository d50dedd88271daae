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

/** Checked columns of a new view, which the catalogue must be able to store. */
final class ViewColumns {
  private ViewColumns() {}

  static List<ResultColumn> of(Plan plan) {
    PlanColumns columns = PlanColumns.of(plan);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < columns.names().size(); i++) {
      String name = columns.names().get(i).toLowerCase(Locale.ROOT);
      require(
          !name.equals("_col" + i), "MISSING_COLUMN_NAME", "Column " + (i + 1) + " has no name");
      require(seen.add(name), "DUPLICATE_COLUMN_NAME", "Column " + name + " occurs more than once");
      require(
          isSupportedByHive(columns.types().get(i)),
          "NOT_SUPPORTED",
          "Unsupported Hive type: "
              + columns.types().get(i).getDisplayName()
              + " of column "
              + name
              + "; cast it, for example to timestamp");
    }
    return columns.resultColumns();
  }

  private static boolean isSupportedByHive(Type type) {
    boolean unsupported =
        type instanceof TimestampWithTimeZoneType
            || type instanceof TimeWithTimeZoneType
            || type instanceof TimeType
            || type.getBaseName().equals("unknown");
    return !unsupported
        && type.getTypeParameters().stream().allMatch(ViewColumns::isSupportedByHive);
  }

  private static void require(boolean valid, String code, String message) {
    if (!valid) {
      throw new SqlFailure(code, SqlFailure.Kind.USER, 0, 0, message);
    }
  }
}
