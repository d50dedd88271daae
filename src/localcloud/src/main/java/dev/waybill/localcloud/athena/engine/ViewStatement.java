package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.NewView;
import dev.waybill.localcloud.athena.bridge.ResultColumn;
import java.util.List;
import java.util.Locale;

/** A CREATE VIEW, before its query is analysed. */
record ViewStatement(String database, String name, boolean replace, String query) {
  NewView with(List<ResultColumn> columns) {
    return new NewView(database, name.toLowerCase(Locale.ROOT), replace, query, columns);
  }
}
