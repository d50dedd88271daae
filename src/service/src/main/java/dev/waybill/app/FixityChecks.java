package dev.waybill.app;

import dev.waybill.cli.CommandException;
import dev.waybill.cli.FixityService.CheckListener;
import dev.waybill.cli.FixityService.Defect;
import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition.Kind;
import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.work.TaskExaminer;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogEntry;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Check of everything that a log has, once and without a trace. */
final class FixityChecks {
  private final LoggedEntries log;
  private final TaskExaminer examiner;
  private final CheckListener listener;

  FixityChecks(LoggedEntries log, TaskExaminer examiner, CheckListener listener) {
    this.log = log;
    this.examiner = examiner;
    this.listener = listener;
  }

  /**
   * Examines every entry that the log has now.
   *
   * @throws CommandException when there is no log, or its checkpoint is not right
   */
  void run(Instant now) throws InterruptedException {
    long size = size();
    if (size == 0) {
      throw CommandException.finding("the bucket has no log of records");
    }
    listener.begun(size);
    CycleId cycle = CycleId.of(now);
    for (long tile = 0; tile * TileRange.FULL < size; tile++) {
      examine(new TileTask(cycle, TileRange.of(tile, size)));
      // A tile that was not full has gone once the log has grown; the newest checkpoint knows.
      long unused = size();
    }
  }

  private long size() {
    try {
      return log.size();
    } catch (InvalidLogException e) {
      throw CommandException.finding(String.valueOf(e.getMessage()));
    }
  }

  private void examine(TileTask task) throws InterruptedException {
    try {
      TileResult result = examiner.examine(task);
      name(result);
      listener.examined(result);
    } catch (InvalidLogException e) {
      listener.unlisted(task.range(), String.valueOf(e.getMessage()));
    }
  }

  private void name(TileResult result) {
    List<Examination> others =
        result.examinations().stream().filter(it -> it.condition().kind() != Kind.PASS).toList();
    if (others.isEmpty()) {
      return;
    }
    List<LogEntry> entries = log.read(result.range());
    for (Examination each : others) {
      LogEntry entry = entries.get((int) (each.index() - result.range().from()));
      listener.found(
          new Defect(
              each.condition(),
              entry.version().uri(),
              each.index(),
              null,
              Objects.requireNonNullElse(each.detail(), "")));
    }
  }
}
