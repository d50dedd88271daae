package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.NewView;
import dev.waybill.localcloud.athena.bridge.ResultColumn;
import java.util.List;
import java.util.Locale;

/** Parsed CREATE VIEW statement whose query is not analysed yet. */
record ViewStatement(String database, String name, boolean replace, String query) {
  NewView withColumns(List<ResultColumn> columns) {
    return new NewView(database, name.toLowerCase(Locale.ROOT), replace, query, columns);
  }
}
