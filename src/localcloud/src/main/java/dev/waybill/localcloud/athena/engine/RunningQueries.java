package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.QueryControl;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Thread-safe registry of the controls of running queries by query id. */
final class RunningQueries {
  private static final QueryControl NO_CONTROL =
      new QueryControl() {
        @Override
        public boolean cancelled() {
          return false;
        }

        @Override
        public void scanned(long bytes) {}
      };

  private final Map<String, QueryControl> controls = new ConcurrentHashMap<>();

  void begin(String id, QueryControl control) {
    controls.put(id, control);
  }

  /** Returns the control of a query; one without effect if the query is not running. */
  QueryControl control(String id) {
    return controls.getOrDefault(id, NO_CONTROL);
  }

  void end(String id) {
    controls.remove(id);
  }
}
