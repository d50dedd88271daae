package dev.waybill.log.check;

import dev.waybill.log.LogPaths;
import dev.waybill.record.log.Checkpoint;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Memory of the largest verified checkpoint, in this process and in the store, so that a log that
 * is rolled back or replaced is noticed after a restart as well.
 */
final class SeenCheckpoints {
  private static final Logger LOG = LoggerFactory.getLogger(SeenCheckpoints.class);

  /** Name of the memory in defects, because its object is not in the provenance bucket. */
  private static final String NAME = "memory of the log";

  private final LogMemory memory;
  private final CheckpointReader reader;
  private @Nullable SeenLog seen;
  private @Nullable String version;

  SeenCheckpoints(LogMemory memory, CheckpointReader reader) {
    this.memory = memory;
    this.reader = reader;
  }

  /** Returns the larger one of what this process and the store remember. */
  Optional<SeenLog> load(Consumer<LogDefect> defects) {
    Optional<LogMemory.Versioned> stored = memory.find();
    version = stored.map(LogMemory.Versioned::version).orElse(null);
    stored.flatMap(it -> readable(it.seen(), defects)).ifPresent(this::merge);
    return Optional.ofNullable(seen);
  }

  private Optional<SeenLog> readable(@Nullable SeenLog kept, Consumer<LogDefect> defects) {
    if (kept == null) {
      defects.accept(unreadable("the object is not a memory of the log"));
      return Optional.empty();
    }
    Optional<LogDefect> problem = reader.read(NAME, kept.note().bytes(), false).problem();
    problem.map(it -> unreadable(it.detail())).ifPresent(defects);
    return problem.isEmpty() ? Optional.of(kept) : Optional.empty();
  }

  private void merge(SeenLog kept) {
    SeenLog own = seen;
    if (own == null || isNewer(kept, own)) {
      seen = kept;
    } else if (kept.listedAt() != null) {
      seen = own.withListing(kept.listedAt());
    }
  }

  private static LogDefect unreadable(String detail) {
    return new LogDefect(LogDefectKind.MEMORY_UNREADABLE, NAME, detail);
  }

  private static boolean isNewer(SeenLog kept, SeenLog own) {
    long larger = Long.compare(kept.checkpoint().size(), own.checkpoint().size());
    return larger > 0 || (larger == 0 && kept.checkedAt().isAfter(own.checkedAt()));
  }

  /**
   * Compares the log with the remembered checkpoint.
   *
   * @return true when the log certainly extends it, so that the newest one may be remembered
   */
  static boolean isExtended(OpenedLog log, SeenLog before, Consumer<LogDefect> defects) {
    Checkpoint old = before.checkpoint();
    TreeConsistency.Result result = log.consistency().compare(old);
    kind(result, old.size() == log.size())
        .map(it -> new LogDefect(it, LogPaths.CHECKPOINT, contradiction(log, old)))
        .ifPresent(defects);
    return result == TreeConsistency.Result.CONSISTENT;
  }

  private static Optional<LogDefectKind> kind(TreeConsistency.Result result, boolean isSameSize) {
    return switch (result) {
      case CONSISTENT, UNKNOWN -> Optional.empty();
      case LARGER -> Optional.of(LogDefectKind.CHECKPOINT_ROLLED_BACK);
      case INCONSISTENT ->
          Optional.of(isSameSize ? LogDefectKind.TWO_ROOTS : LogDefectKind.CHECKPOINT_INCONSISTENT);
    };
  }

  private static String contradiction(OpenedLog log, Checkpoint old) {
    return "signed before: size "
        + old.size()
        + " and root "
        + old.root()
        + "; signed now: size "
        + log.size()
        + " and root "
        + log.checkpoint().root();
  }

  /** Remembers a state in this process, and in the store unless another writer was first. */
  void keep(SeenLog state) {
    seen = state;
    if (!memory.keep(state, version)) {
      LOG.debug("keeping the memory of the log failed cause=conflict; retrying in the next cycle");
    }
  }
}
