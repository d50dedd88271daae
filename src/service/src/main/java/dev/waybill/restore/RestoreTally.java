package dev.waybill.restore;

import java.util.function.Consumer;

/** Counter of what a restore does, which hands its findings on. */
final class RestoreTally {
  private final Consumer<RestoreFinding> findings;
  private long present;
  private long restored;
  private long found;

  RestoreTally(Consumer<RestoreFinding> findings) {
    this.findings = findings;
  }

  void present() {
    present++;
  }

  void restored() {
    restored++;
  }

  void found(RestoreFault fault, String key, String detail) {
    found++;
    findings.accept(new RestoreFinding(fault, key, detail));
  }

  RestoreCounts counts(long entries) {
    return new RestoreCounts(entries, present, restored, found);
  }
}
