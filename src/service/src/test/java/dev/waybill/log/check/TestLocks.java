package dev.waybill.log.check;

import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogPaths;
import dev.waybill.record.log.Checkpoint;
import java.util.List;

/** Staged rounds as the sequencer writes them. */
final class TestLocks {
  private TestLocks() {}

  static void stage(
      InMemoryLogStore store, List<Checkpoint> before, Checkpoint after, List<byte[]> entries) {
    store.put(LogPaths.LOCK, new byte[0]);
  }
}
