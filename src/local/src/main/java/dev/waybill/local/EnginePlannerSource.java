package dev.waybill.local;

import dev.waybill.audit.catalog.PlannerAbsentException;
import dev.waybill.audit.catalog.PlannerSource;
import dev.waybill.localcloud.athena.EngineMissingException;
import dev.waybill.localcloud.athena.SqlChecker;
import java.util.List;

/** Source of planners on the SQL engine of the local cloud's Athena. */
final class EnginePlannerSource implements PlannerSource {
  @Override
  public OpenPlanner open(List<String> ddl, String database) {
    try {
      return new EnginePlanner(SqlChecker.open(ddl, database));
    } catch (EngineMissingException absent) {
      throw new PlannerAbsentException(String.valueOf(absent.getMessage()));
    }
  }
}
