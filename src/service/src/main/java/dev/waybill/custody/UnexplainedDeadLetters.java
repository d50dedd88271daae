package dev.waybill.custody;

import dev.waybill.alert.Finding;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reporter of messages that SQS moved to the dead-letter queue by itself: Waybill ended before it
 * could name a reason, or could not send the message.
 */
public final class UnexplainedDeadLetters {
  private static final int MAX_REMEMBERED = 1000;

  /** Number of observations of an unchanged depth after which the queue is read again. */
  private static final int UNCHANGED_LIMIT = 30;

  private final DeadLetterIndex queue;
  private final Consumer<Report> findings;
  private final String arn;
  private final Clock clock;
  private final Set<String> reported =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > MAX_REMEMBERED;
            }
          });
  private long depth;
  private int unchanged;

  /**
   * @param findings receives the reports; never throws and never blocks for long
   * @param arn ARN of the dead-letter queue
   */
  public UnexplainedDeadLetters(
      DeadLetterIndex queue, Consumer<Report> findings, String arn, Clock clock) {
    this.queue = queue;
    this.findings = findings;
    this.arn = arn;
    this.clock = clock;
  }

  /**
   * Reads the queue when its depth has changed, and now and then while it is not empty.
   *
   * @param messages the number of messages in the queue
   */
  public synchronized void observe(long messages) {
    boolean isDue = messages != depth || ++unchanged >= UNCHANGED_LIMIT;
    depth = messages;
    if (messages > 0 && isDue) {
      unchanged = 0;
      report();
    }
  }

  private void report() {
    int found = 0;
    for (String id : queue.withoutReason()) {
      if (reported.add(id)) {
        found++;
      }
    }
    if (found > 0) {
      findings.accept(finding(found));
    }
  }

  private Finding finding(int found) {
    Instant now = clock.instant();
    return new Finding(
        "dead-letter-unexplained/" + arn,
        "dead-letter-unexplained",
        "SQS gave up a message without a reason",
        Severity.HIGH,
        "messages without waybill-reason in the dead-letter queue: " + found,
        "look for failures of the service at that time (a crash, a lost right to send); redrive the"
            + " queue when their cause is fixed",
        arn,
        now,
        OccurrenceStats.once(now),
        Map.of(),
        List.of());
  }
}
