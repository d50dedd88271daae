package dev.waybill.camel;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Report;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.Body;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code findings}: what the service finds about itself, on the same road as every alert.
 * While the store of incidents cannot be reached it is told aside, held, and tried again; nobody
 * waits for it longer than a moment.
 */
public final class SelfFindingReporter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.waybill.alert");
  private static final int MOST = 10_000;
  private static final int MOST_FAILURES = 10;

  private final Consumer<Report> road;
  private final Consumer<Finding> aside;
  private final Duration wait;
  private final Duration pause;
  private final Set<Held> held = new LinkedHashSet<>();
  private final Thread worker = new Thread(this::work, "waybill-findings");
  private volatile boolean failing;
  private boolean closed;

  /** Its report grows by later ones of the same incident, as long as it waits. */
  private static final class Held {
    private final CountDownLatch registered = new CountDownLatch(1);
    private volatile Report report;
    private boolean attempted;
    private boolean toldAside;

    Held(Report report) {
      this.report = report;
    }

    boolean isOf(Report other) {
      return report.uid().equals(other.uid()) && report.rule().equals(other.rule());
    }

    String key() {
      return report.rule() + "/" + report.uid();
    }
  }

  /**
   * @param road registers a report durably, or throws
   * @param aside tells a finding that cannot be registered now; never throws
   * @param wait how long who reports waits for it to be registered
   * @param pause from one attempt to the next while the road fails
   */
  public SelfFindingReporter(
      Consumer<Report> road, Consumer<Finding> aside, Duration wait, Duration pause) {
    this.road = road;
    this.aside = aside;
    this.wait = wait;
    this.pause = pause;
    worker.setDaemon(true);
    worker.start();
  }

  /** Takes a report; when it returns it is registered, or held and told aside. Never throws. */
  public void raise(@Body Report report) {
    Held one = hold(report);
    if (one == null) {
      return;
    }
    try {
      if (!failing) {
        one.registered.await(wait.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (one.registered.getCount() > 0) {
      tellAside(one);
    }
  }

  /** Null when it was merged with one that waits. */
  private @Nullable Held hold(Report report) {
    Held one = new Held(report);
    synchronized (held) {
      if (isMerged(report)) {
        return null;
      }
      if (held.size() < MOST && !closed) {
        held.add(one);
        held.notifyAll();
        return one;
      }
    }
    LOG.error("a finding of {} cannot be held: {} wait, or the end is near", report.rule(), MOST);
    return one;
  }

  /** Only with the last of the same incident, as an end between them must stay between. */
  private boolean isMerged(Report report) {
    if (!failing || !(report instanceof Finding finding)) {
      return false;
    }
    Held last = null;
    for (Held before : held) {
      last = before.isOf(report) ? before : last;
    }
    if (last == null || last.attempted || !(last.report instanceof Finding earlier)) {
      return false;
    }
    last.report = finding.with(earlier.sightings().and(finding.sightings()), finding.severity());
    return true;
  }

  private void work() {
    try {
      List<Held> all = waiting();
      while (!all.isEmpty()) {
        if (!attemptEach(all)) {
          pause();
        }
        all = waiting();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What waits, when something does; nothing when closed. */
  private List<Held> waiting() throws InterruptedException {
    synchronized (held) {
      while (held.isEmpty() && !closed) {
        held.wait();
      }
      return closed ? List.of() : List.copyOf(held);
    }
  }

  private void pause() throws InterruptedException {
    synchronized (held) {
      if (!closed) {
        held.wait(pause.toMillis());
      }
    }
  }

  /** One that fails holds up the later ones of its incident, and no others. */
  private boolean attemptEach(List<Held> all) {
    Set<String> stuck = new HashSet<>();
    for (Held one : all) {
      if (stuck.size() < MOST_FAILURES && !stuck.contains(one.key()) && !attempt(one)) {
        stuck.add(one.key());
      }
    }
    return stuck.isEmpty();
  }

  private boolean attempt(Held one) {
    Report report;
    synchronized (held) {
      one.attempted = true;
      report = one.report;
    }
    try {
      road.accept(report);
    } catch (RuntimeException e) {
      failed(one, e);
      return false;
    }
    synchronized (held) {
      held.remove(one);
      failing = false;
    }
    one.registered.countDown();
    return true;
  }

  private void failed(Held one, RuntimeException cause) {
    synchronized (held) {
      one.attempted = false;
      if (!failing) {
        LOG.error(
            "findings cannot be registered ({}); they are logged, held and tried again",
            cause.getClass().getSimpleName());
      }
      failing = true;
    }
    tellAside(one);
  }

  private void tellAside(Held one) {
    synchronized (one) {
      if (!one.toldAside && one.report instanceof Finding finding) {
        one.toldAside = true;
        aside.accept(finding);
      }
    }
  }

  /** Ends the attempts; what waits has been told aside, and how many that are is logged. */
  @Override
  public void close() {
    synchronized (held) {
      closed = true;
      held.notifyAll();
      if (!held.isEmpty()) {
        LOG.error("{} findings were told in the log and the file of alerts only", held.size());
      }
    }
  }
}
