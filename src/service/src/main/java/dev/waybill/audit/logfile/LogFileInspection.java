package dev.waybill.audit.logfile;

import dev.waybill.alert.Report;
import dev.waybill.audit.Window;
import dev.waybill.audit.logfile.LogFilesStore.Versioned;
import dev.waybill.audit.run.InspectedLogs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Inspection of the log files before audits query them. The message of a failed query is no
 * evidence: it mostly does not name the file, and a file that loses records makes no query fail.
 * Therefore every delivered file is read once, and a file that differs from the form in which
 * CloudTrail writes it is left out until it changes.
 */
public final class LogFileInspection implements InspectedLogs {
  private static final Logger LOG = LoggerFactory.getLogger("dev.waybill.audit");

  /** Interval of the inspections of today and yesterday, the days into which files are put. */
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  /** Interval of the inspections of earlier days, into which no trail delivers. */
  private static final Duration EARLIER_INTERVAL = Duration.ofHours(6);

  /** Time for which audits are asked to judge a mended file again. */
  private static final Duration MENDED_TIME = Duration.ofDays(7);

  private final LogPartitions partitions;
  private final LogBucket bucket;
  private final LogFilesStore store;
  private final LogFileExamination examination;
  private final ReadableLogsSql sql;
  private final LogEvidence evidence;
  private final Duration span;
  private final Consumer<Report> reports;
  private final Clock clock;

  private final Map<String, Instant> inspected = new HashMap<>();
  private volatile Versioned known = new Versioned(LogFilesState.initial(), null);
  private volatile @Nullable String notRecalled;

  /**
   * @param evidence evidence that files are as CloudTrail wrote them
   * @param span span of the deliveries to inspect, which is not shorter than what audits look back
   * @param reports receives findings and their ends; an exception has them reported again
   */
  public LogFileInspection(
      LogPartitions partitions,
      LogBucket bucket,
      LogFilesStore store,
      LogFileReader reader,
      ReadableLogsSql sql,
      LogEvidence evidence,
      Duration span,
      Consumer<Report> reports,
      Clock clock) {
    this.partitions = partitions;
    this.bucket = bucket;
    this.store = store;
    this.examination = new LogFileExamination(bucket, reader);
    this.sql = sql;
    this.evidence = evidence;
    this.span = span;
    this.reports = reports;
    this.clock = clock;
  }

  @Override
  public void inspect() {
    Instant now = clock.instant();
    inspect(LogDays.between(now.minus(span), now), now);
  }

  @Override
  public void inspect(Window window) {
    inspect(LogDays.between(window.from(), window.filedUntil()), clock.instant());
  }

  private synchronized void inspect(List<String> days, Instant now) {
    try {
      List<String> due = days.stream().filter(it -> isDue(it, now)).toList();
      if (!due.isEmpty()) {
        inspectDue(due, now);
      }
    } catch (RuntimeException e) {
      LOG.warn("inspection of log files failed cause=\"{}\"; retrying", e.getMessage());
      LOG.debug("inspection of log files failed", e);
    }
  }

  @Override
  public synchronized void recall() {
    evidence.recall();
    try {
      known = store.find();
      notRecalled = null;
    } catch (RuntimeException e) {
      notRecalled = "the result of the inspection of log files cannot be read: " + e.getMessage();
      LOG.warn(
          "reading the result of the inspection of log files failed cause=\"{}\"", e.getMessage());
    }
  }

  private boolean isDue(String day, Instant now) {
    Instant last = inspected.get(day);
    boolean deliveredInto = day.compareTo(Window.day(now.minus(1, ChronoUnit.DAYS))) >= 0;
    Duration interval = deliveredInto ? INTERVAL : EARLIER_INTERVAL;
    return last == null || !now.isBefore(last.plus(interval));
  }

  private void inspectDue(List<String> days, Instant now) {
    known = store.find();
    evidence.recall();
    for (String day : days) {
      for (LogPartition partition : partitions.of(day)) {
        take(bucket.list(partition).stream().filter(this::isNew).toList(), now);
      }
      inspected.put(day, now);
    }
    recheck(now);
    keep(known.state().since(Window.day(now.minus(span)), now.minus(MENDED_TIME)));
    report(now);
  }

  private boolean isNew(LogObject object) {
    return !known.state().isChecked(object) && !isUnchanged(object);
  }

  /** Reads files whose day is not inspected any more, and files that S3 denied to read. */
  private void recheck(Instant now) {
    List<LogObject> changed =
        known.state().unread().stream()
            .flatMap(it -> bucket.find(it.object()).stream())
            .filter(it -> !isUnchanged(it))
            .toList();
    take(changed, now);
  }

  private boolean isUnchanged(LogObject object) {
    return known
        .state()
        .unread(object.uri())
        .filter(it -> !it.isDenied() && it.object().fingerprint() == object.fingerprint())
        .isPresent();
  }

  private void take(List<LogObject> objects, Instant now) {
    LogFilesState state = known.state();
    List<ReadLogFile> reads =
        examination.of(objects).stream().filter(it -> !isStillDenied(it, state)).toList();
    if (!reads.isEmpty()) {
      keep(state.with(reads, now));
    }
  }

  private static boolean isStillDenied(ReadLogFile read, LogFilesState state) {
    return read.isDenied()
        && state.unread(read.object().uri()).filter(UnreadFile::isDenied).isPresent();
  }

  private void keep(LogFilesState state) {
    if (!state.equals(known.state())) {
      known =
          store
              .keep(state, known.version())
              .orElseThrow(
                  () -> new IllegalStateException("another replica inspects the log files"));
    }
  }

  private void report(Instant now) {
    LogFilesState state = known.state();
    if (state.isReported()) {
      return;
    }
    state.unread().stream()
        .filter(it -> !it.reported())
        .forEach(it -> reports.accept(LogFileFindings.damaged(it, digest(it), now)));
    state.mended().stream()
        .filter(it -> !it.reported())
        .forEach(it -> reports.accept(LogFileFindings.mended(it, now)));
    keep(state.asReported());
  }

  private String digest(UnreadFile file) {
    return evidence.file(file.object().uri(), file.object().modified());
  }

  @Override
  public String evidence(Instant first, Instant last) {
    return evidence.events(first, last);
  }

  @Override
  public String readable(String statement, Window window) {
    return sql.of(statement, window, known.state().unread());
  }

  @Override
  public Optional<String> unread(Window window) {
    String problem = notRecalled;
    return problem != null
        ? Optional.of(problem)
        : ReadableLogsSql.unread(known.state().unread(), window);
  }

  @Override
  public synchronized void queryFailed() {
    inspected.clear();
  }

  @Override
  public Instant unreadSince(Instant time) {
    LogFilesState state = known.state();
    Instant since = time;
    for (UnreadFile file : state.unread()) {
      since = file.from().isBefore(since) ? file.from() : since;
    }
    for (MendedLog file : state.mended()) {
      since = file.from().isBefore(since) ? file.from() : since;
    }
    return since;
  }

  @Override
  public Optional<MendedFile> mendedAfter(Instant last) {
    return known.state().mended().stream()
        .filter(it -> it.at().isAfter(last))
        .findFirst()
        .map(MendedLog::span);
  }
}
