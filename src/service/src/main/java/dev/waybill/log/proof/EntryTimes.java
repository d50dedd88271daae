package dev.waybill.log.proof;

import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TileReader;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Times of the seals in bundles, which are untrusted input. */
public final class EntryTimes {
  private EntryTimes() {}

  /**
   * Returns the time of the first seal in a log; empty when its first bundle has none.
   *
   * @param size the number of entries of the log, not zero
   */
  public static Optional<Instant> first(TileReader tiles, long size) {
    try {
      return tiles
          .read(TileAddress.at(TileAddress.ENTRIES, 0, size))
          .map(EntryBundle::decode)
          .stream()
          .flatMap(List::stream)
          .flatMap(EntryTimes::seal)
          .min(Comparator.naturalOrder());
    } catch (InvalidLogException e) {
      return Optional.empty();
    }
  }

  private static Stream<Instant> seal(byte[] bytes) {
    try {
      LogEntry entry = LogEntry.parse(bytes);
      return entry.kind() == EntryKind.SEAL ? Stream.of(entry.sealedAt()) : Stream.of();
    } catch (InvalidLogException e) {
      return Stream.of();
    }
  }
}
