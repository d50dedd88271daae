package dev.waybill.log.check;

import dev.waybill.alert.Report;
import dev.waybill.log.LogTask;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cycle of the watch as a scheduled task. The age of the last complete cycle is a metric. */
public final class WatchTask implements LogTask {
  private static final Logger LOG = LoggerFactory.getLogger(WatchTask.class);

  private final List<Report> reports = new ArrayList<>();
  private final LogWatch watch;
  private final Consumer<LogWatch.Cycle> listener;

  /**
   * @param watch creates the watch, which hands its reports to the given receiver
   * @param listener receives each cycle; must not throw
   */
  public WatchTask(Function<Consumer<Report>, LogWatch> watch, Consumer<LogWatch.Cycle> listener) {
    this.watch = watch.apply(reports::add);
    this.listener = listener;
  }

  @Override
  public synchronized List<Report> run() {
    try {
      listener.accept(watch.run());
    } catch (RuntimeException e) {
      LOG.warn("log check failed cause=\"{}\"; retrying at the next check", e.getMessage());
      LOG.debug("log check failed", e);
    }
    List<Report> made = List.copyOf(reports);
    reports.clear();
    return made;
  }
}
