package dev.waybill.fixity.plan;

import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.record.log.LogEntry;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Conversion of a result to the next state of its tile. */
final class TileFold {
  /** Limit of the requests that are counted, because a result is what a reader says. */
  private static final long MAX_REQUESTS = 1_000_000_000;

  private TileFold() {}

  /**
   * Returns the state after an examination.
   *
   * @param before the state before it; null when the tile was never examined
   * @param entries entries of the tile
   * @param now time of the leader; a reader whose clock is ahead does not read in the future
   */
  static TileState fold(
      @Nullable TileState before,
      TileTask task,
      TileResult result,
      List<LogEntry> entries,
      Instant now) {
    List<Examination> all = result.examinations();
    EntrySet open = EntrySet.of(IntStream.range(0, all.size()).filter(it -> isOpen(all.get(it))));
    Instant time = result.began().isAfter(now) ? now : result.began();
    return new TileState(
        new TilePass(task.cycle(), task.range().width(), task.attempt(), time),
        open,
        open.isEmpty() ? null : covered(before, open, all.size()),
        notIntact(all),
        TileCells.of(entries, open, all),
        Math.min(MAX_REQUESTS, result.requests()));
  }

  /**
   * Returns true when the bytes were neither read nor shown to be wrong, and can be read. An entry
   * with a defect was examined; an archived one is counted apart.
   */
  private static boolean isOpen(Examination examination) {
    return switch (examination.condition().kind()) {
      case PASS -> examination.rung() != Rung.BYTES;
      case OPEN -> examination.condition() != FixityCondition.ARCHIVED;
      case DEFECT -> false;
    };
  }

  private static @Nullable Instant covered(@Nullable TileState before, EntrySet open, int width) {
    if (before == null || IntStream.range(before.pass().width(), width).anyMatch(open::contains)) {
      return null;
    }
    boolean isOlder =
        IntStream.range(0, width).filter(open::contains).anyMatch(before.open()::contains);
    return isOlder ? before.openCovered() : before.pass().time();
  }

  private static Map<FixityCondition, Integer> notIntact(List<Examination> all) {
    Map<FixityCondition, Integer> counts = new EnumMap<>(FixityCondition.class);
    all.stream()
        .map(Examination::condition)
        .filter(it -> it != FixityCondition.INTACT)
        .forEach(it -> counts.merge(it, 1, Integer::sum));
    return counts;
  }
}
