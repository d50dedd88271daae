package dev.waybill.fixity.result;

import dev.waybill.fixity.FixityPaths;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.work.TaskResults;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import java.util.Optional;

/** Results in the provenance bucket. Each one is evidence and written once. */
public final class ResultStore implements TaskResults {
  private final LogStore store;

  public ResultStore(LogStore store) {
    this.store = store;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when no file can state the result
   */
  @Override
  public boolean write(TileResult result) {
    return store.create(
        FixityPaths.result(result.task()), TileResultFile.encode(result), Keeping.RETAINED);
  }

  @Override
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
              if (!result.task().equals(task)) {
                throw new InvalidResultException("the result is one of other work");
              }
              return result;
            });
  }

  /**
   * Returns the result with a key; empty when there is none.
   *
   * @throws InvalidResultException when the object is no result
   */
  public Optional<TileResult> read(String key) {
    return store.find(key).map(it -> TileResultFile.decode(it.content()));
  }

  private static String key(TileTask task) {
    return FixityPaths.result(task);
  }
}
