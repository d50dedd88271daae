package dev.waybill.log;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.InvalidLogException;
import java.util.List;

/** Locks as the sequencer writes them, for tests of other packages. */
public final class StagedLocks {
  private StagedLocks() {}

  /** Returns the lock of a round; one without entries when the sequencer would reject them. */
  public static byte[] of(Checkpoint before, Checkpoint after, List<byte[]> entries) {
    try {
      List<EncodedEntry> encoded =
          EncodedEntry.ofBundle(EntryBundle.encode(entries), StagedRound.MAX_ENTRIES);
      return new StagedRound(before, after, List.of(), encoded).encode();
    } catch (InvalidLogException e) {
      return StagedRound.at(after).encode();
    }
  }
}
