package dev.waybill.routes;

/** Bean {@code hooks}. */
public record FakeHooks(CallLog calls) {
  public void sealed() {
    calls.record("hooks.sealed");
  }

  public void promoted() {
    calls.record("hooks.promoted");
  }
}
