package dev.waybill.fixity.examine;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.watch.WatchList;
import dev.waybill.fixity.watch.WatchedDefect;
import dev.waybill.model.NamedThreads;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Examination of promoted objects that somebody else touched, without waiting for the cycle. One
 * thread examines them within the budget of re-verification. What exceeds a limit is counted and
 * left to the cycle.
 */
public final class TouchedObjects implements Consumer<TouchedObject>, AutoCloseable {
  /** Limit of the objects that wait, and so of those that one run of an audit adds. */
  static final int MAX_WAITING = 100;

  /** Limit of the sealed versions of one object that are examined, the newest first. */
  static final int MAX_VERSIONS = 4;

  private static final Logger LOG = LoggerFactory.getLogger(TouchedObjects.class);

  /** Port to the entries of a promoted key. */
  @FunctionalInterface
  public interface Seals {
    /** Returns the entries, the newest first. */
    List<LocatedSeal> of(TouchedObject object);
  }

  /** Port to the examination of an entry. */
  @FunctionalInterface
  public interface SealExaminer {
    /**
     * Examines the record and the object of an entry.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    Examination examine(LocatedSeal seal) throws InterruptedException;
  }

  /** Port to the findings about defects. */
  public interface DefectReports {
    /** Returns the finding about a defect, with the identity that the cycle gives it. */
    Finding of(Examination examination, LocatedSeal seal, Instant now);

    /** Returns the end of the finding about a defect. */
    FindingEnd end(WatchedDefect defect, Instant now);
  }

  private final Seals seals;
  private final SealExaminer examiner;
  private final DefectReports defects;
  private final WatchList watch;
  private final Consumer<Report> reports;
  private final Clock clock;
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private final AtomicLong skipped = new AtomicLong();
  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MAX_WAITING),
          new NamedThreads("fixity-event"));

  /**
   * @param reports receives the findings; never throws and does not block
   */
  public TouchedObjects(
      Seals seals,
      SealExaminer examiner,
      DefectReports defects,
      WatchList watch,
      Consumer<Report> reports,
      Clock clock) {
    this.seals = seals;
    this.examiner = examiner;
    this.defects = defects;
    this.watch = watch;
    this.reports = reports;
    this.clock = clock;
  }

  /** Has an object examined soon; never blocks or throws. */
  @Override
  public void accept(TouchedObject object) {
    if (!waiting.add(object.key())) {
      return;
    }
    try {
      worker.execute(() -> examine(object));
    } catch (RejectedExecutionException e) {
      waiting.remove(object.key());
      skipped.incrementAndGet();
    }
  }

  private void examine(TouchedObject object) {
    // An event that arrives from here on may belong to a change that this examination misses.
    waiting.remove(object.key());
    try {
      examineVersions(object);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn(
          "examination of touched object failed {} cause=\"{}\"; the cycle examines it",
          object.description(),
          e.getMessage());
      LOG.debug("examination of touched object failed", e);
    }
    long left = skipped.getAndSet(0);
    if (left > 0) {
      LOG.warn(
          "touched objects skipped count={} limit={}; the cycle examines them", left, MAX_WAITING);
    }
  }

  private void examineVersions(TouchedObject object) throws InterruptedException {
    List<LocatedSeal> found = seals.of(object);
    int count = Math.min(found.size(), MAX_VERSIONS);
    if (count == 0 || count < found.size()) {
      LOG.info(
          "touched object {} versions={} left={}",
          object.description(),
          found.size(),
          found.size() - count);
    }
    for (LocatedSeal seal : found.subList(0, count)) {
      Examination examination = examiner.examine(seal);
      LOG.info(
          "touched object examined {} entry={} condition={}",
          object.description(),
          seal.index(),
          examination.condition().label());
      report(examination, seal);
    }
  }

  /** A defect is stored before it is reported, so that a glance ends it when it is mended. */
  private void report(Examination examination, LocatedSeal seal) {
    FixityCondition condition = examination.condition();
    if (condition.isDefect()) {
      WatchedDefect defect = new WatchedDefect.OfEntry(condition, seal.index());
      if (watch.add(List.of(defect)).contains(defect)) {
        reports.accept(defects.of(examination, seal, clock.instant()));
      }
    } else if (condition == FixityCondition.INTACT && examination.rung() == Rung.BYTES) {
      end(seal.index());
    }
  }

  private void end(long index) {
    List<WatchedDefect> mended =
        watch.all().stream()
            .filter(it -> it instanceof WatchedDefect.OfEntry of && of.index() == index)
            .toList();
    mended.forEach(it -> reports.accept(defects.end(it, clock.instant())));
    watch.remove(mended);
  }

  /** Ends the examination that runs; what waits is left to the cycle. */
  @Override
  public void close() {
    List<Runnable> unused = worker.shutdownNow();
  }
}
