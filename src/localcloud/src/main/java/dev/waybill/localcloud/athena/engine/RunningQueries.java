package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.QueryControl;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who watches over the queries that run, by their ids. Thread-safe. */
final class RunningQueries {
  private static final QueryControl NOBODY =
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

  QueryControl of(String id) {
    return controls.getOrDefault(id, NOBODY);
  }

  void end(String id) {
    controls.remove(id);
  }
}
