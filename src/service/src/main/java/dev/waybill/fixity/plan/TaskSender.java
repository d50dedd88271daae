package dev.waybill.fixity.plan;

import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileTask;
import dev.waybill.record.log.LogEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Choice of due tiles, the most urgent first, no faster than the budget. */
final class TaskSender {
  /** Tasks of a replica: one that it works on, and the next one. */
  private static final int TASKS_OF_REPLICA = 2;

  /** Limit of the tasks of one run. */
  static final int MAX_TASKS = 500;

  private static final Logger LOG = LoggerFactory.getLogger(TaskSender.class);

  private final TileQueue queue;
  private final LoggedEntries log;
  private final SliceBook book;
  private final InFlightTiles inFlight;
  private final WorkBudget budget;
  private final FixityPrices prices;

  TaskSender(
      TileQueue queue,
      LoggedEntries log,
      SliceBook book,
      InFlightTiles inFlight,
      WorkBudget budget,
      FixityPrices prices) {
    this.queue = queue;
    this.log = log;
    this.book = book;
    this.inFlight = inFlight;
    this.budget = budget;
    this.prices = prices;
  }

  /** Sends what is due and within the budget; returns the number of tasks. */
  int run(FixityPolicy policy, Instant now) {
    inFlight.removeLate(now).forEach(it -> book.refresh(it / TileRange.TILES_PER_SLICE));
    budget.refill(policy, now);
    Map<TileTask, TileWork> chosen = new LinkedHashMap<>();
    int busy = queue.busy();
    while (chosen.size() < MAX_TASKS && budget.isOpen(inFlight.work()) && !isFull(policy, busy)) {
      Optional<DueTile> due = book.nextDue(now);
      if (due.isEmpty()) {
        break;
      }
      choose(due.get().task(), chosen, busy, policy, now);
    }
    budget.settle(policy.budget());
    send(chosen);
    return chosen.size();
  }

  /** A replica never waits for work, also when each task is larger than the budget of minutes. */
  private boolean isFull(FixityPolicy policy, int busy) {
    return budget.isFull(policy.budget(), inFlight.work())
        && inFlight.size() >= TASKS_OF_REPLICA * (busy + 1);
  }

  private void choose(
      TileTask task, Map<TileTask, TileWork> chosen, int busy, FixityPolicy policy, Instant now) {
    Optional<TileWork> work = work(task.range());
    if (work.isPresent()) {
      double seconds = work.get().seconds(policy.budget(), prices) * (busy + 1);
      inFlight.add(task, work.get(), seconds, policy, now);
      budget.take(work.get());
      chosen.put(task, work.get());
    } else {
      inFlight.addBlocked(task, now);
    }
    book.refresh(task.range().slice());
  }

  /** Returns the amount of work; empty when the log cannot be read there. */
  private Optional<TileWork> work(TileRange range) {
    TileState state = book.state(range.slice()).tile(range.tile());
    if (state != null && state.pass().width() == range.width()) {
      return Optional.of(state.work());
    }
    try {
      List<LogEntry> entries = log.read(range);
      long bytes = entries.stream().mapToLong(LogEntry::size).sum();
      return Optional.of(new TileWork(range.width(), bytes));
    } catch (RuntimeException e) {
      LOG.warn(
          "reading the log for re-verification failed tile={} cause=\"{}\"; retrying",
          range.tile(),
          e.getMessage());
      return Optional.empty();
    }
  }

  private void send(Map<TileTask, TileWork> chosen) {
    if (chosen.isEmpty()) {
      return;
    }
    try {
      queue.send(List.copyOf(chosen.keySet()));
    } catch (RuntimeException e) {
      chosen.forEach((task, work) -> takeBack(task, work));
      throw e;
    }
  }

  private void takeBack(TileTask task, TileWork work) {
    TileWork unused = inFlight.remove(task.range().tile());
    budget.giveBack(work);
    book.refresh(task.range().slice());
  }
}
