package dev.waybill.log;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One process's view of a shared store: each call is a step of an actor, and may crash before or
 * after its effect.
 */
final class SteppedLogStore implements LogStore {
  private final InMemoryLogStore store;
  private final StepScheduler.Actor actor;
  private final Consumer<byte[]> onCheckpoint;

  /**
   * @param onCheckpoint receiver of each checkpoint right after it was published
   */
  SteppedLogStore(
      InMemoryLogStore store, StepScheduler.Actor actor, Consumer<byte[]> onCheckpoint) {
    this.store = store;
    this.actor = actor;
    this.onCheckpoint = onCheckpoint;
  }

  private <T> T step(Supplier<T> call) {
    actor.begin();
    T result = call.get();
    actor.end();
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
    return step(
        () -> {
          Optional<String> replaced = store.replace(key, content, eTag, keeping);
          if (replaced.isPresent() && key.equals(LogPaths.CHECKPOINT)) {
            onCheckpoint.accept(content);
          }
          // A store may answer that its object has these bytes already.
          return replaced.isPresent()
              ? replaced
              : store
                  .find(key)
                  .filter(it -> Arrays.equals(it.content(), content))
                  .map(StoredObject::eTag);
        });
  }

  @Override
  public Stream<Listed> list(String prefix) {
    return step(() -> List.copyOf(store.list(prefix).toList())).stream();
  }

  @Override
  public Stream<Listed> list(String prefix, String after) {
    return step(() -> List.copyOf(store.list(prefix, after).toList())).stream();
  }

  @Override
  public Stream<ListedVersion> versions(String prefix) {
    return step(() -> List.copyOf(store.versions(prefix).toList())).stream();
  }

  @Override
  public void delete(Collection<String> keys) {
    for (String key : keys) {
      step(
          () -> {
            store.delete(List.of(key));
            return true;
          });
    }
  }
}
