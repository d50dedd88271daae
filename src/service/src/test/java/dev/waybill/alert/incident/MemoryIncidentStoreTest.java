package dev.waybill.alert.incident;

/** The fake that other tests use keeps the contract. */
final class MemoryIncidentStoreTest extends IncidentStoreContract {
  private final MemoryIncidentStore store = new MemoryIncidentStore();

  @Override
  protected IncidentStore store() {
    return store;
  }

  @Override
  protected void spoil(String name) {
    store.spoil(name);
  }
}
