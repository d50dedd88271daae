package dev.waybill.log.check;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.StoredObject;
import java.util.Optional;
import java.util.function.Consumer;

/** Comparison of the staged round with the newest checkpoint. */
final class LockChecks {
  private final LogStore store;

  LockChecks(LogStore store) {
    this.store = store;
  }

  void check(OpenedLog log, Consumer<LogDefect> defects) {
    Optional<StoredObject> stored = store.find(LogPaths.LOCK);
    if (stored.isEmpty()) {
      report(LogDefectKind.LOCK_MISSING, "the object does not exist", defects);
    }
  }

  private static void report(LogDefectKind kind, String detail, Consumer<LogDefect> defects) {
    defects.accept(new LogDefect(kind, LogPaths.LOCK, detail));
  }
}
