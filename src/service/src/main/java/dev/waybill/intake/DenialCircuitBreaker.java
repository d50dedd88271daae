package dev.waybill.intake;

import dev.waybill.intake.Denial.Cause;
import dev.waybill.intake.RightsProbe.Answer;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Outcome;
import dev.waybill.model.Rejected;
import dev.waybill.model.Skipped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Circuit breaker that distinguishes denied objects from a service that is denied everything.
 *
 * <p>A denial alone shows nothing, because an uploader can cause any number of them. Waybill asks
 * with a probe whether it has the right itself. While a probe is denied the breaker is open: no
 * message is received, so that no delivery is used up, and only the probe asks, at intervals. When
 * a probe cannot tell, the breaker opens after denials of different prefixes or causes without a
 * success between them.
 */
public final class DenialCircuitBreaker implements CustodyListener {
  private static final Logger LOG = LoggerFactory.getLogger(DenialCircuitBreaker.class);
  private static final int MAX_UNEXPLAINED = 5;
  private static final Duration PROBE_INTERVAL = Duration.ofSeconds(5);

  /** Limits the probes of an uploader whose objects are denied. */
  private static final Duration MAX_ANSWER_AGE = Duration.ofSeconds(1);

  private final LongSupplier nanos;
  private final Object probeLock = new Object();
  private final Map<Cause, ProbeResult> answers = new EnumMap<>(Cause.class);
  private final Map<Cause, RightsProbe> open = new EnumMap<>(Cause.class);
  private final Set<Source> unexplained = new HashSet<>();
  private long probedAt;
  private boolean probing;

  private record ProbeResult(Answer answer, long at) {}

  private record Source(Cause cause, String prefix) {}

  /**
   * @param nanos the time source in nanoseconds, such as {@link System#nanoTime()}
   */
  public DenialCircuitBreaker(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Returns true when a denial is about Waybill's own rights. Calls AWS unless a recent answer
   * exists.
   */
  public boolean isOwn(Denial denial) {
    Answer answer = recentAnswer(denial);
    synchronized (this) {
      switch (answer) {
        case ALLOWED -> unexplained.clear();
        case DENIED -> open(denial);
        case UNKNOWN -> countUnexplained(denial);
      }
      return open.containsKey(denial.cause());
    }
  }

  /** Concurrent denials wait for one probe, without blocking the other methods. */
  private Answer recentAnswer(Denial denial) {
    synchronized (probeLock) {
      ProbeResult last = answers.get(denial.cause());
      return last != null && nanos.getAsLong() - last.at() < MAX_ANSWER_AGE.toNanos()
          ? last.answer()
          : ask(denial.cause(), denial.probe());
    }
  }

  private Answer ask(Cause cause, RightsProbe probe) {
    synchronized (probeLock) {
      Answer answer = probe.ask();
      answers.put(cause, new ProbeResult(answer, nanos.getAsLong()));
      return answer;
    }
  }

  private void countUnexplained(Denial denial) {
    if (unexplained.size() < MAX_UNEXPLAINED) {
      unexplained.add(new Source(denial.cause(), denial.prefix()));
    }
    if (unexplained.size() == MAX_UNEXPLAINED) {
      open(denial);
    }
  }

  private void open(Denial denial) {
    if (open.put(denial.cause(), denial.probe()) == null) {
      probedAt = nanos.getAsLong();
      LOG.warn("receiving no messages denied=\"{}\"; probing again", denial.cause().text());
    }
  }

  /** Returns true when the queue may be polled. While the breaker is open, probes at intervals. */
  public boolean mayPoll() {
    Map<Cause, RightsProbe> due;
    synchronized (this) {
      if (open.isEmpty()) {
        return true;
      }
      if (probing || nanos.getAsLong() - probedAt < PROBE_INTERVAL.toNanos()) {
        return false;
      }
      probing = true;
      due = new EnumMap<>(open);
    }
    due.forEach(this::probe);
    synchronized (this) {
      probing = false;
      probedAt = nanos.getAsLong();
      return open.isEmpty();
    }
  }

  private void probe(Cause cause, RightsProbe probe) {
    if (ask(cause, probe) == Answer.ALLOWED) {
      close(cause);
    }
  }

  private synchronized void close(Cause cause) {
    open.remove(cause);
    unexplained.clear();
    LOG.info("receiving messages again allowed=\"{}\"", cause.text());
  }

  /** Returns the problem to report as not ready; empty when there is none. */
  public synchronized Optional<String> problem() {
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "AWS denies Waybill "
                + open.keySet().stream().map(Cause::text).collect(Collectors.joining(" and "))
                + "; no message is received until a probe is allowed: check the role, its"
                + " credentials, the bucket policies and the KMS key");
  }

  @Override
  public synchronized void ended(Outcome outcome, Duration took) {
    if (!(outcome instanceof Rejected) && !(outcome instanceof Skipped)) {
      unexplained.clear();
    }
  }
}
