package dev.waybill.fixity.plan;

import dev.waybill.fixity.TileRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Summaries of all slices: what is due next, and what is left of the cycle. */
final class SliceSchedule {
  /** Number of entries of a slice. */
  static final long ENTRIES = (long) TileRange.FULL * TileRange.TILES_PER_SLICE;

  private final List<SliceSummary> slices = new ArrayList<>();

  /** Replaces the summary of a slice; the next slice is added. */
  void set(long slice, SliceSummary summary) {
    if (slice == slices.size()) {
      slices.add(summary);
    } else {
      slices.set((int) slice, summary);
    }
  }

  SliceSummary get(long slice) {
    return slices.get((int) slice);
  }

  int size() {
    return slices.size();
  }

  /** Returns the slice with the tile to examine next; -1 when nothing is due. */
  long nextDue(Instant now) {
    long time = now.toEpochMilli();
    long young = -1;
    long routine = -1;
    for (int slice = 0; slice < slices.size(); slice++) {
      SliceSummary each = slices.get(slice);
      if (each.youngDue <= time && (young < 0 || each.youngDue < get(young).youngDue)) {
        young = slice;
      }
      if (each.routineDue <= time && (routine < 0 || each.routineDue < get(routine).routineDue)) {
        routine = slice;
      }
    }
    return young < 0 ? routine : young;
  }

  /** Returns the numbers of all slices. */
  CycleProgress progress() {
    long unexamined = 0;
    TileWork sized = TileWork.NONE;
    TileWork known = TileWork.NONE;
    long retried = 0;
    long open = 0;
    long single = 0;
    long other = 0;
    long oldest = SliceSummary.NEVER;
    for (SliceSummary each : slices) {
      unexamined += each.unexamined;
      sized = sized.plus(each.sized);
      known = known.plus(each.known);
      retried += each.retried;
      open += each.open;
      single += each.singleDefects;
      other += each.otherDefects;
      oldest = Math.min(oldest, each.oldest);
    }
    return new CycleProgress(unexamined, sized, known, retried, open, single, other, oldest);
  }
}
