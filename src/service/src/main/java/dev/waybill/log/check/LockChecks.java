package dev.waybill.log.check;

import dev.waybill.log.LockedTrees;
import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.StoredObject;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Comparison of the staged round with the newest checkpoint. The checkpoint is read first, so the
 * round leads to its size or beyond.
 */
final class LockChecks {
  private final LogStore store;

  LockChecks(LogStore store) {
    this.store = store;
  }

  void check(OpenedLog log, Consumer<LogDefect> defects) {
    Optional<StoredObject> stored = store.find(LogPaths.LOCK);
    if (stored.isEmpty()) {
      report(LogDefectKind.LOCK_MISSING, "the object does not exist", defects);
      return;
    }
    try {
      problem(LockedTrees.parse(stored.get().content()), log)
          .ifPresent(it -> report(LogDefectKind.LOCK_INCONSISTENT, it, defects));
    } catch (InvalidLogException e) {
      report(LogDefectKind.LOCK_INCONSISTENT, String.valueOf(e.getMessage()), defects);
    }
  }

  private static Optional<String> problem(LockedTrees trees, OpenedLog log) {
    Checkpoint newest = log.checkpoint();
    if (!trees.after().origin().equals(newest.origin())) {
      return Optional.of("the round is of another log");
    }
    if (trees.after().size() < newest.size()) {
      return Optional.of(
          "the round ends at size " + trees.after().size() + ", the log has " + newest.size());
    }
    return isOther(trees.after(), log) || isOther(trees.before(), log)
        ? Optional.of("the log has another root at a size of the round")
        : Optional.empty();
  }

  private static boolean isOther(Checkpoint tree, OpenedLog log) {
    return log.consistency().compare(tree) == TreeConsistency.Result.INCONSISTENT;
  }

  private static void report(LogDefectKind kind, String detail, Consumer<LogDefect> defects) {
    defects.accept(new LogDefect(kind, LogPaths.LOCK, detail));
  }
}
