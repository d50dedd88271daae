package dev.waybill.alert.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Registration of the service's own findings, with the fallback while registration fails. */
final class SelfFindingReporterTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration TIMEOUT = Duration.ofMillis(300);
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

  private final List<Report> registered = new CopyOnWriteArrayList<>();
  private final List<Finding> fallback = new CopyOnWriteArrayList<>();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private volatile boolean down;
  private volatile CountDownLatch hang = new CountDownLatch(0);
  private final AtomicInteger attempts = new AtomicInteger();
  private final SelfFindingReporter findings = reporter(TIMEOUT);

  private SelfFindingReporter reporter(Duration timeout) {
    return new SelfFindingReporter(this::register, fallback::add, timeout, Duration.ofMillis(20));
  }

  private void register(Report report) {
    attempts.incrementAndGet();
    try {
      hang.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (down || failing.contains(report.uid())) {
      throw new IllegalStateException("down");
    }
    registered.add(report);
  }

  @AfterEach
  void close() {
    hang.countDown();
    findings.close();
  }

  @Test
  void registersReportBeforeReturning() {
    try (SelfFindingReporter patient = reporter(LIMIT)) {
      patient.raise(finding("a"));

      assertThat(registered).extracting(Report::uid).containsExactly("a");
      assertThat(fallback).isEmpty();
    }
  }

  @Test
  void usesFallbackWhileTheStoreIsDownAndRegistersLater() {
    down = true;
    findings.raise(finding("a"));
    findings.raise(finding("b"));
    assertThat(fallback).extracting(Finding::uid).containsExactly("a", "b");
    assertThat(registered).isEmpty();

    down = false;

    await().atMost(LIMIT).until(() -> registered.size() == 2);
    // The store may recover between the attempts of two incidents: only one incident has an order.
    assertThat(registered).extracting(Report::uid).containsExactlyInAnyOrder("a", "b");
    assertThat(fallback).hasSize(2);
  }

  @Test
  void callersDoNotWaitForAStoreThatIsKnownToBeDown() {
    down = true;
    findings.raise(finding("a"));
    awaitKnownFailure();
    hang = new CountDownLatch(1);
    long begin = System.nanoTime();

    for (int one = 0; one < 50; one++) {
      findings.raise(finding("b-" + one));
    }

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TIMEOUT.multipliedBy(50));
    assertThat(fallback).hasSize(51);
  }

  @Test
  @Timeout(60)
  void hangingStoreDelaysTheCallerOnlyUntilTheTimeout() {
    hang = new CountDownLatch(1);

    findings.raise(finding("a"));

    assertThat(fallback).extracting(Finding::uid).containsExactly("a");
    hang.countDown();
    await().atMost(LIMIT).until(() -> registered.size() == 1);
  }

  @Test
  void failingReportDelaysOnlyLaterReportsOfItsIncident() {
    failing.add("poison");
    findings.raise(finding("poison"));
    findings.raise(new FindingEnd("poison", "rule", TIME, "fixed"));
    findings.raise(finding("a"));

    await().atMost(LIMIT).until(() -> registered.size() == 1);
    assertThat(registered).extracting(Report::uid).containsExactly("a");
    failing.clear();
    await().atMost(LIMIT).until(() -> registered.size() == 3);
    assertThat(registered.get(1)).isInstanceOf(Finding.class);
    assertThat(registered.get(2)).isInstanceOf(FindingEnd.class);
  }

  @Test
  void repeatedFindingsAreMergedWhileTheyWait() throws Exception {
    down = true;
    findings.raise(finding("a"));
    awaitKnownFailure();
    for (int one = 0; one < 2000; one++) {
      findings.raise(finding("a"));
    }
    down = false;

    await().atMost(LIMIT).until(() -> count() == 2001);
    assertThat(registered).hasSizeLessThan(1000);
  }

  /** Waits for a second attempt: the failure of the first one is known before it. */
  private void awaitKnownFailure() {
    await().atMost(LIMIT).until(() -> attempts.get() > 1);
    assertThat(fallback).hasSize(1);
  }

  private long count() {
    return registered.stream().mapToLong(it -> ((Finding) it).occurrences().count()).sum();
  }

  private static Finding finding(String uid) {
    return new Finding(uid, "rule", "t", Severity.HIGH, "m", "r", "arn:aws:s3:::raw", TIME);
  }
}
