package dev.waybill.backfill;

import dev.waybill.backfill.UnitCutter.Piece;
import dev.waybill.fixity.shape.ParallelTasks;
import dev.waybill.fixity.shape.RawVersionPages;
import dev.waybill.settings.CustodyScopes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Listing of the open ranges into stored units. A range that proves long is cut, so that the number
 * of ranges follows the number of versions.
 */
final class RangeStager {
  private static final int MAX_RANGES = 8;
  private static final int CALLS = 4;

  private final BackfillStore store;
  private final RawVersionPages pages;
  private final CustodyScopes scopes;

  /** Ranges that have no further group of keys. */
  private final Set<String> whole = new HashSet<>();

  RangeStager(BackfillStore store, RawVersionPages pages, CustodyScopes scopes) {
    this.store = store;
    this.pages = pages;
    this.scopes = scopes;
  }

  /**
   * Lists a page of each open range and stores its units.
   *
   * @return the plan with the new watermarks, which the caller stores
   */
  BackfillPlan run(BackfillPlan plan) throws InterruptedException {
    RangeReader reader = new RangeReader(pages, plan.prefix());
    UnitCutter cutter = new UnitCutter(new BackfillScope(scopes, plan.before()));
    List<RangeState> open = plan.ranges().stream().filter(it -> !it.isListed()).toList();
    Map<Integer, List<Piece>> listed = new ConcurrentHashMap<>();
    new ParallelTasks(CALLS)
        .run(
            open.stream()
                .<Runnable>map(it -> () -> listed.put(it.number(), cutter.cut(reader.next(it))))
                .iterator());
    BackfillPlan next = plan;
    for (RangeState range : open) {
      next = staged(next, range.number(), listed.getOrDefault(range.number(), List.of()));
    }
    return cut(next, reader);
  }

  private BackfillPlan staged(BackfillPlan plan, int range, List<Piece> pieces) {
    BackfillPlan next = plan;
    for (Piece piece : pieces) {
      if (piece.versions().isEmpty()) {
        next =
            next.counting(piece.excluded(), 0, List.of())
                .changing(range, it -> it.listedTo(piece.end()));
        continue;
      }
      UnitName name = range(next, range).unit(plan.job(), range(next, range).staged());
      BackfillUnit unit = new BackfillUnit(name, piece.versions(), piece.excluded(), piece.end());
      Optional<BackfillUnit> earlier = store.create(unit) ? Optional.empty() : store.unit(name);
      BackfillUnit kept = earlier.orElse(unit);
      next =
          next.counting(kept.excluded(), 0, List.of())
              .changing(range, it -> it.withUnit(kept.end()));
      if (earlier.isPresent()) {
        // An earlier leader listed other versions; the rest of this page may overlap with them.
        return next;
      }
    }
    return next;
  }

  private static RangeState range(BackfillPlan plan, int number) {
    return plan.ranges().stream()
        .filter(it -> it.number() == number)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no range " + number));
  }

  private BackfillPlan cut(BackfillPlan plan, RangeReader reader) {
    BackfillPlan next = plan;
    for (RangeState range : new ArrayList<>(plan.ranges())) {
      String key = range.position().key();
      String id = plan.job() + "/" + range.number();
      long open = next.ranges().stream().filter(it -> !it.isListed()).count();
      if (!range.isListed() && key != null && open < MAX_RANGES && !whole.contains(id)) {
        Optional<String> cut = reader.cuts(key, range.upTo()).findFirst();
        if (cut.isPresent()) {
          next = next.split(range, cut.get());
        } else {
          whole.add(id);
        }
      }
    }
    return next;
  }
}
