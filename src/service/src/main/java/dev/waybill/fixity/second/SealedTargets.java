package dev.waybill.fixity.second;

import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.record.log.LogEntry;
import dev.waybill.settings.RawSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Sealed versions of a scope, from the log.
 *
 * @param all the versions in the order of their entries
 * @param elsewhere number of sealed versions in other buckets, which no job covers
 */
record SealedTargets(List<SealedTarget> all, long elsewhere) {
  /** Limit of the versions that one job covers, which are held in memory. */
  static final int MAX = 500_000;

  private static final String RECORDS = "records/";

  SealedTargets {
    all = List.copyOf(all);
  }

  /**
   * Reads the sealed versions of a scope. Canaries are left out, because they expire, and so are
   * entries of statements, which name no object under custody.
   *
   * @param size number of entries of the log that are read
   * @param limit limit of the versions
   * @throws TooManyVersionsException when there are more
   * @throws RuntimeException when the log cannot be read or is damaged
   */
  static SealedTargets read(
      LoggedEntries log, RawSettings raw, ReadScope scope, long size, int limit) {
    Selection selection = new Selection(raw, scope, limit);
    for (long tile = 0; tile * TileRange.FULL < size; tile++) {
      TileRange range = TileRange.of(tile, size);
      List<LogEntry> entries = log.read(range);
      for (int at = 0; at < entries.size(); at++) {
        selection.add(range.from() + at, entries.get(at));
      }
      // A tile that was not full has gone once the log has grown; the newest checkpoint knows.
      long unused = log.size();
    }
    return selection.targets();
  }

  /** Sealed versions that were selected so far. */
  private static final class Selection {
    private final RawSettings raw;
    private final ReadScope scope;
    private final int limit;
    private final List<SealedTarget> all = new ArrayList<>();
    private long count;
    private long elsewhere;

    private Selection(RawSettings raw, ReadScope scope, int limit) {
      this.raw = raw;
      this.scope = scope;
      this.limit = limit;
    }

    private void add(long index, LogEntry entry) {
      SealedTarget target = SealedTarget.of(index, entry);
      if (!entry.recordKey().startsWith(RECORDS) || isTest(target)) {
        return;
      }
      if (!target.source().bucket().equals(raw.bucket()) || entry.destinationBucket() != null) {
        elsewhere++;
      } else if (scope.has(target.key()) && ++count <= limit) {
        all.add(target);
      }
    }

    private boolean isTest(SealedTarget target) {
      return target.destination() == null && target.key().startsWith(raw.test());
    }

    private SealedTargets targets() {
      if (count > limit) {
        throw new TooManyVersionsException(count, limit);
      }
      return new SealedTargets(all, elsewhere);
    }
  }
}
