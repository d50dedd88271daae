package dev.waybill.fixity.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Plan in force.
 *
 * @param policy the policy
 * @param cycle the current cycle
 * @param marks growth of the log, without gaps from its first entry on
 * @param ends ends of cycles that nothing has acted on yet, the oldest first
 */
public record FixityPlan(
    FixityPolicy policy, PlannedCycle cycle, List<SizeMark> marks, List<CycleEnd> ends) {
  /** Limit of the ends that wait; a cycle lasts weeks. */
  static final int MAX_ENDS = 24;

  /** Limit of the growths that are kept apart. */
  static final int MAX_MARKS = 200;

  public FixityPlan {
    marks = List.copyOf(marks);
    ends = List.copyOf(ends);
    if (marks.size() > MAX_MARKS || ends.size() > MAX_ENDS) {
      throw new IllegalArgumentException("the plan is too large");
    }
    long next = 0;
    for (SizeMark mark : marks) {
      if (mark.from() != next) {
        throw new IllegalArgumentException("the growth of the log has a gap at " + next);
      }
      next = mark.to();
    }
    if (cycle.size() > next) {
      throw new IllegalArgumentException("the cycle covers more than the log");
    }
  }

  /** Returns the number of entries that were seen. */
  public long size() {
    return marks.isEmpty() ? 0 : marks.get(marks.size() - 1).to();
  }

  /** Returns the growth that an entry belongs to. */
  SizeMark mark(long index) {
    int low = 0;
    int high = marks.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (marks.get(middle).to() <= index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return marks.get(low);
  }

  FixityPlan with(FixityPolicy other) {
    return new FixityPlan(other, cycle, marks, ends);
  }

  FixityPlan withMarks(List<SizeMark> others) {
    return new FixityPlan(policy, cycle, others, ends);
  }

  /** Returns the plan after the end of its cycle; the oldest waiting end gives way. */
  FixityPlan next(CycleEnd end, PlannedCycle next) {
    List<CycleEnd> waiting = new ArrayList<>(ends);
    waiting.add(end);
    int excess = Math.max(0, waiting.size() - MAX_ENDS);
    return new FixityPlan(policy, next, marks, waiting.subList(excess, waiting.size()));
  }

  FixityPlan withoutEnd(CycleEnd end) {
    return new FixityPlan(
        policy, cycle, marks, ends.stream().filter(it -> !it.equals(end)).toList());
  }
}
