package dev.waybill.fixity.result;

import dev.waybill.fixity.FixityPaths;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import java.util.Optional;

/** Results in the provenance bucket. Each one is evidence and written once. */
public final class ResultStore {
  private final LogStore store;

  public ResultStore(LogStore store) {
    this.store = store;
  }

  /**
   * Writes a result.
   *
   * @return false when the same work has a result, which stays
   * @throws IllegalArgumentException when no file can state the result
   */
  public boolean write(TileResult result) {
    return store.create(
        FixityPaths.result(result.cycle(), result.range()),
        TileResultFile.encode(result),
        Keeping.RETAINED);
  }

  /** Returns true when a unit of work has a result. */
  public boolean exists(TileTask task) {
    return store.find(key(task)).isPresent();
  }

  /**
   * Returns the result of a unit of work; empty when there is none.
   *
   * @throws InvalidResultException when the object in its place is no result of this work
   */
  public Optional<TileResult> read(TileTask task) {
    return store
        .find(key(task))
        .map(
            it -> {
              TileResult result = TileResultFile.decode(it.content());
              if (!result.cycle().equals(task.cycle()) || !result.range().equals(task.range())) {
                throw new InvalidResultException("the result is one of other work");
              }
              return result;
            });
  }

  private static String key(TileTask task) {
    return FixityPaths.result(task.cycle(), task.range());
  }
}
