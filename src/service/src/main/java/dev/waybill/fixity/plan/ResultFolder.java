package dev.waybill.fixity.plan;

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
    Map<Long, Map<TileTask, TileResult>> slices = new TreeMap<>();
    for (TileTask task : inFlight.polls(now, MAX_POLLS)) {
      read(task, now)
          .ifPresent(
              it ->
                  slices
                      .computeIfAbsent(task.range().slice(), key -> new LinkedHashMap<>())
                      .put(task, it));
    }
    int counted = 0;
    for (Map.Entry<Long, Map<TileTask, TileResult>> each : slices.entrySet()) {
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

  private int fold(long slice, Map<TileTask, TileResult> results, Instant now) {
    SliceState before = book.state(slice);
    CycleProgress progress = book.slices().progress();
    DefectCounts counts = new DefectCounts(progress.singleDefects(), progress.otherDefects());
    SliceState after = before;
    for (Map.Entry<TileTask, TileResult> each : results.entrySet()) {
      after = fold(after, each.getKey(), each.getValue(), counts, now);
    }
    if (!after.equals(before) && !book.replace(after)) {
      book.refresh(slice);
      return 0;
    }
    int counted = 0;
    for (Map.Entry<TileTask, TileResult> each : results.entrySet()) {
      if (!isUncounted(after, each.getKey())) {
        finished(each.getValue());
        counted++;
      }
    }
    book.refresh(slice);
    return counted;
  }

  /** A task of another leader was paid from its budget. */
  private void finished(TileResult result) {
    TileWork given = inFlight.finished(result.range().tile());
    if (!given.equals(TileWork.NONE) && result.requests() > 0) {
      long bytes = result.examinations().stream().mapToLong(Examination::bytes).sum();
      budget.correct(given, new TileWork(given.versions(), bytes, result.requests()));
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
