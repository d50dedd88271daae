package dev.waybill.log;

import org.junit.jupiter.api.TestInstance;

/** Contract of the log store, tested with the store in memory that other tests use. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InMemoryLogStoreTest extends LogStoreContract {
  private final InMemoryLogStore store = new InMemoryLogStore();

  @Override
  protected LogStore store() {
    return store;
  }

  @Override
  protected LogStore rejecting() {
    InMemoryLogStore rejecting = new InMemoryLogStore();
    rejecting.before(
        (operation, key) -> {
          throw new IllegalStateException("rejected");
        });
    return rejecting;
  }
}
