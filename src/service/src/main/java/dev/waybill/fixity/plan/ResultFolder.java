package dev.waybill.fixity.plan;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.record.log.LogEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counting of results: each one changes the state of its slice once. */
final class ResultFolder {
  /** Limit of the results that are looked for in one run. */
  static final int MAX_POLLS = 64;

  private static final Logger LOG = LoggerFactory.getLogger(ResultFolder.class);

  private final TileResultReader reader;
  private final LoggedEntries log;
  private final SliceBook book;
  private final InFlightTiles inFlight;
  private final DefectFindings findings;
  private final WorkBudget budget;

  ResultFolder(
      TileResultReader reader,
      LoggedEntries log,
      SliceBook book,
      InFlightTiles inFlight,
      DefectFindings findings,
      WorkBudget budget) {
    this.reader = reader;
    this.log = log;
    this.book = book;
    this.inFlight = inFlight;
    this.findings = findings;
    this.budget = budget;
  }

  /** Counts the results that have come; returns their number. */
  int run(Instant now) {
    Map<Long, List<TileTask>> slices =
        inFlight.polls(now, MAX_POLLS).stream()
            .collect(groupingBy(it -> it.range().slice(), TreeMap::new, toList()));
    int counted = 0;
    for (Map.Entry<Long, List<TileTask>> each : slices.entrySet()) {
      counted += fold(each.getKey(), each.getValue(), now);
    }
    return counted;
  }

  private Optional<TileResult> read(TileTask task, Instant now) {
    try {
      return reader.read(FixityPaths.result(task)).map(it -> required(task, it));
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "fixity result rejected key={} cause=\"{}\"", FixityPaths.result(task), e.getMessage());
      return Optional.of(unreadable(task, now));
    } catch (RuntimeException e) {
      LOG.warn(
          "reading fixity result failed key={} cause=\"{}\"; retrying",
          FixityPaths.result(task),
          e.getMessage());
      return Optional.empty();
    }
  }

  private static TileResult required(TileTask task, TileResult result) {
    if (!result.task().equals(task)) {
      throw new IllegalArgumentException("the result is that of other entries");
    }
    return result;
  }

  /** Returns the result that stands for one that cannot be used: it proves nothing. */
  private static TileResult unreadable(TileTask task, Instant now) {
    TileRange range = task.range();
    List<Examination> nothing =
        LongStream.range(range.from(), range.to())
            .mapToObj(
                it ->
                    new Examination(
                        it, Rung.SHAPE, FixityCondition.UNREADABLE, 0, 0, null, null, null))
            .toList();
    return new TileResult(task, "", now, now, nothing);
  }

  /** Holds one result at a time, because each has 256 examinations. */
  private int fold(long slice, List<TileTask> tasks, Instant now) {
    SliceState before = book.state(slice);
    CycleProgress progress = book.slices().progress();
    DefectCounts counts = new DefectCounts(progress.singleDefects(), progress.otherDefects());
    SliceState after = before;
    Map<TileTask, TileWork> used = new LinkedHashMap<>();
    for (TileTask task : tasks) {
      Optional<TileResult> result = read(task, now);
      if (result.isPresent()) {
        after = fold(after, task, result.get(), counts, now);
        used.put(task, used(result.get()));
      }
    }
    if (used.isEmpty()) {
      return 0;
    }
    if (!after.equals(before) && !book.replace(after)) {
      book.refresh(slice);
      return 0;
    }
    int counted = 0;
    for (Map.Entry<TileTask, TileWork> each : used.entrySet()) {
      if (!isUncounted(after, each.getKey())) {
        finished(each.getKey().range(), each.getValue());
        counted++;
      }
    }
    book.refresh(slice);
    return counted;
  }

  private static TileWork used(TileResult result) {
    long bytes = result.examinations().stream().mapToLong(Examination::bytes).sum();
    return new TileWork(result.range().width(), bytes, result.requests());
  }

  /** A task of another leader was paid from its budget. */
  private void finished(TileRange range, TileWork used) {
    TileWork given = inFlight.finished(range.tile());
    if (!given.equals(TileWork.NONE) && used.requests() > 0) {
      budget.correct(given, used);
    }
  }

  private static boolean isUncounted(SliceState state, TileTask task) {
    TileState tile = state.tile(task.range().tile());
    return tile == null || tile.pass().isBefore(task);
  }

  private SliceState fold(
      SliceState state, TileTask task, TileResult result, DefectCounts counts, Instant now) {
    if (!isUncounted(state, task)) {
      return state;
    }
    TileRange range = task.range();
    try {
      List<LogEntry> entries = log.read(range);
      TileState tile = TileFold.fold(state.tile(range.tile()), task, result, entries, now);
      List<OpenDefect> defects = findings.apply(state.defects(range), result, entries, counts, now);
      return state.with(range, tile, defects);
    } catch (RuntimeException e) {
      LOG.warn(
          "counting fixity result failed key={} cause=\"{}\"; retrying",
          FixityPaths.result(task),
          e.getMessage());
      return state;
    }
  }
}
