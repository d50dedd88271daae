package dev.waybill.log.proof;

import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TileReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Search for the entry of a record in one tree, without an index. Entries are roughly in the order
 * in which their records were sealed, so a binary search over the bundles leads to the place.
 *
 * <p>Bundles are untrusted: only a proof shows that a found entry is in the tree.
 */
public final class EntryFinder {
  /** An entry is normally in the log within seconds; a queue may deliver its message late. */
  static final Duration NEAR = Duration.ofMinutes(10);

  /** The daily listing adds what was missed within a day, and may itself be late by one. */
  static final Duration LATE = Duration.ofHours(50);

  /** Bundles beside the middle that are tried when the middle has no time. */
  private static final int MAX_PROBES = 4;

  private final TileReader bundles;
  private final long size;
  private final long limit;
  private final LongConsumer progress;

  /**
   * @param bundles the bundles of the tree
   * @param size the number of entries of the tree
   * @param limit number of bundles after which the search ends
   * @param progress receives the number of bundles read so far, after each one
   */
  public EntryFinder(TileReader bundles, long size, long limit, LongConsumer progress) {
    this.bundles = bundles;
    this.size = size;
    this.limit = limit;
    this.progress = progress;
  }

  /**
   * Finds the entry of a record: around its time, then where the daily listing would have added it,
   * then from the end of the log backwards.
   *
   * @param wanted the record; an entry that states something else about it is returned only when
   *     there is no other
   */
  public EntrySearch find(WantedEntry wanted) {
    return new Search(wanted).run();
  }

  /** State of one search. */
  private final class Search {
    private final WantedEntry wanted;
    private final long count = (size + TileAddress.FULL - 1) / TileAddress.FULL;
    private final Map<Long, Optional<Instant>> searched = new HashMap<>();
    private long read;
    private long unreadable;
    private @Nullable LocatedEntry found;
    private @Nullable LocatedEntry different;

    Search(WantedEntry wanted) {
      this.wanted = wanted;
    }

    EntrySearch run() {
      if (count > 0) {
        scan();
      }
      LocatedEntry result = found != null ? found : different;
      boolean isComplete = found != null || (read < limit && unreadable == 0);
      return new EntrySearch(Optional.ofNullable(result), read, unreadable, isComplete);
    }

    private void scan() {
      Instant sealed = wanted.sealedAt();
      long middle = firstNotBefore(sealed);
      long above = middle;
      long below = middle - 1;
      boolean isUp = true;
      boolean isDown = true;
      while ((isUp || isDown) && !isOver()) {
        isUp = isUp && above < count && !isAfter(search(above++), sealed.plus(NEAR));
        isDown = isDown && below >= 0 && !isBefore(search(below--), sealed.minus(NEAR));
      }
      if (different == null) {
        while (above < count && !isOver() && !isAfter(search(above++), sealed.plus(LATE))) {}
        rest(count - 1, above);
        rest(below, 0);
      }
    }

    private boolean isOver() {
      return found != null || read >= limit;
    }

    private void rest(long from, long to) {
      for (long at = from; at >= to && !isOver(); at--) {
        Instant unused = search(at);
      }
    }

    /** Returns the first bundle with a seal at a time or later, as if the seals were in order. */
    private long firstNotBefore(Instant time) {
      long low = 0;
      long high = count - 1;
      while (low < high && !isOver()) {
        long middle = (low + high) / 2;
        Instant last = null;
        long probe = middle;
        while (last == null && probe < Math.min(high, middle + MAX_PROBES) && !isOver()) {
          last = search(probe);
          searched.put(probe++, Optional.ofNullable(last));
        }
        if (last == null || !last.isBefore(time)) {
          high = middle;
        } else {
          low = probe;
        }
      }
      return low;
    }

    /** Returns the latest time of a seal in a bundle, and keeps the entry if it is there. */
    private @Nullable Instant search(long index) {
      Optional<Instant> before = searched.get(index);
      return before == null ? read(index) : before.orElse(null);
    }

    private @Nullable Instant read(long index) {
      Instant latest = null;
      List<byte[]> entries = entries(index);
      for (int at = 0; at < entries.size(); at++) {
        LogEntry entry = parsed(entries.get(at));
        if (entry != null && entry.kind() == EntryKind.SEAL) {
          latest = latest == null || entry.sealedAt().isAfter(latest) ? entry.sealedAt() : latest;
        }
        if (entry != null && entry.recordKey().equals(wanted.recordKey())) {
          keep(new LocatedEntry(index * TileAddress.FULL + at, entry, entries.get(at)));
        }
      }
      return latest;
    }

    private void keep(LocatedEntry entry) {
      if (wanted.problem(entry.entry()).isEmpty()) {
        found = found == null ? entry : found;
      } else {
        different = different == null ? entry : different;
      }
    }

    private List<byte[]> entries(long index) {
      read++;
      TileAddress address = TileAddress.at(TileAddress.ENTRIES, index * TileAddress.FULL, size);
      try {
        List<byte[]> entries =
            EntryBundle.decode(
                bundles
                    .read(address)
                    .orElseThrow(() -> new InvalidLogException(address + " is missing")));
        return entries.subList(0, Math.min(entries.size(), address.width()));
      } catch (InvalidLogException e) {
        unreadable++;
        return List.of();
      } finally {
        progress.accept(read);
      }
    }
  }

  private static boolean isAfter(@Nullable Instant time, Instant end) {
    return time != null && time.isAfter(end);
  }

  private static boolean isBefore(@Nullable Instant time, Instant end) {
    return time != null && time.isBefore(end);
  }

  private static @Nullable LogEntry parsed(byte[] entry) {
    try {
      return LogEntry.parse(entry);
    } catch (InvalidLogException e) {
      // The check of the whole log reports it.
      return null;
    }
  }
}
