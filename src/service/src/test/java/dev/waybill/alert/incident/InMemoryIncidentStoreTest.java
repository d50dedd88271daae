package dev.waybill.alert.incident;

/** Contract test of the store in memory that other tests use. */
final class InMemoryIncidentStoreTest extends IncidentStoreContract {
  private final InMemoryIncidentStore store = new InMemoryIncidentStore();

  @Override
  protected IncidentStore store() {
    return store;
  }

  @Override
  protected void spoil(String name) {
    store.spoil(name);
  }
}
