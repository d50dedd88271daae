package dev.waybill.backfill;

import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogStore;
import dev.waybill.log.StoredObject;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** View of one process on a shared store. The process is killed before or after its n-th call. */
final class MortalStore implements LogStore {
  private final InMemoryLogStore store;
  private int left;
  private final boolean isAfterEffect;

  /** End of the process. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /**
   * @param calls number of calls before the end
   * @param isAfterEffect true to end after the effect of the last call, false to end before it
   */
  MortalStore(InMemoryLogStore store, int calls, boolean isAfterEffect) {
    this.store = store;
    this.left = calls;
    this.isAfterEffect = isAfterEffect;
  }

  /** Makes a step of the process that is no call of the store. */
  synchronized <T> T step(Supplier<T> call) {
    left--;
    if (left < 0 || (left == 0 && !isAfterEffect)) {
      throw new Killed();
    }
    T result = call.get();
    if (left == 0) {
      throw new Killed();
    }
    return result;
  }

  @Override
  public Optional<StoredObject> find(String key) {
    return step(() -> store.find(key));
  }

  @Override
  public Optional<StoredObject> find(String key, String versionId) {
    return step(() -> store.find(key, versionId));
  }

  @Override
  public boolean create(String key, byte[] content, Keeping keeping) {
    return step(() -> store.create(key, content, keeping));
  }

  @Override
  public Optional<String> replace(
      String key, byte[] content, @Nullable String eTag, Keeping keeping) {
    return step(() -> store.replace(key, content, eTag, keeping));
  }

  @Override
  public Stream<Listed> list(String prefix) {
    return step(() -> store.list(prefix));
  }

  @Override
  public Stream<Listed> list(String prefix, String after) {
    return step(() -> store.list(prefix, after));
  }

  @Override
  public Stream<ListedVersion> versions(String prefix) {
    return step(() -> store.versions(prefix));
  }

  @Override
  public void delete(Collection<String> keys) {
    store.delete(keys);
  }
}
