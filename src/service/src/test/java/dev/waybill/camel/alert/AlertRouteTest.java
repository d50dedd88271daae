package dev.waybill.camel.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.FindingEvent;
import dev.waybill.alert.Severity;
import dev.waybill.alert.incident.InMemoryIncidentStore;
import dev.waybill.alert.incident.Incident.Phase;
import dev.waybill.alert.incident.IncidentMonitor;
import dev.waybill.alert.incident.IncidentPolicy;
import dev.waybill.alert.incident.Incidents;
import dev.waybill.testing.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shipped routes of 60-alert, with the error policy of the queue and a test sink. */
final class AlertRouteTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

  private final ManualClock clock = new ManualClock(TIME);
  private final InMemoryIncidentStore store = new InMemoryIncidentStore();
  private final List<AlertEvent> sink = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final Policy policy = new Policy();
  private final CountDownLatch slow = new CountDownLatch(1);
  private volatile boolean isSlow;
  private CamelContext context;

  /** Substitute for the bean of 90-errors, which would treat a failure as that of a message. */
  public static final class Policy {
    private final AtomicInteger calls = new AtomicInteger();

    public boolean isFinal() {
      calls.incrementAndGet();
      return true;
    }

    public void resolve() {}

    public void willRetry() {}
  }

  @BeforeEach
  void start() throws Exception {
    IncidentPolicy usual =
        new IncidentPolicy(
            Duration.ofHours(24),
            Duration.ofMinutes(15),
            rule -> Duration.ofHours(36),
            IncidentPolicy.LEASE,
            100);
    FindingEvent events = new FindingEvent("raw", "0.1.0");
    Incidents incidents = new Incidents(store, usual, events, clock);
    context = new DefaultCamelContext();
    Properties properties = new Properties();
    properties.setProperty("alert.first", "50");
    properties.setProperty("alert.period", "100");
    context.getPropertiesComponent().setInitialProperties(properties);
    context
        .getRegistry()
        .bind("alert", new AlertStep(incidents, new IncidentMonitor(store, incidents)));
    context.getRegistry().bind("failures", policy);
    for (String name : List.of("60-alert", "90-errors")) {
      Path file = Path.of("routes", name + ".camel.yaml").toAbsolutePath();
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(ResourceHelper.resolveResource(context, "file:" + file));
    }
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:alert-route").errorHandler(noErrorHandler()).process(it -> deliver(it));
          }
        });
    context.start();
  }

  private void deliver(Exchange exchange) throws InterruptedException {
    if (isSlow) {
      slow.await();
    }
    if (failures.getAndDecrement() > 0) {
      throw new IllegalStateException("the sink fails");
    }
    sink.add(exchange.getMessage().getBody(AlertEvent.class));
  }

  @AfterEach
  void stop() {
    slow.countDown();
    context.stop();
  }

  @Test
  void deliversReportAndStoresThat() {
    send(finding("1"));

    await().atMost(LIMIT).until(() -> sink.size() == 1);
    assertThat(sink.get(0).kind()).isEqualTo(Kind.BEGIN);
    await().atMost(LIMIT).until(() -> store.get("rule", "uid").phase() == Phase.TOLD);
  }

  @Test
  void callerDoesNotWaitForSinksAndKeepsItsBody() {
    isSlow = true;

    Object body = context.createProducerTemplate().requestBody("direct:alert", finding("1"));

    assertThat(body).isEqualTo(finding("1"));
    assertThat(store.get("rule", "uid").phase()).isEqualTo(Phase.TELLING);
  }

  @Test
  void deliversBeginBeforeEnd() {
    isSlow = true;
    send(finding("1"));
    send(new FindingEnd("uid", "rule", TIME, "fixed"));
    slow.countDown();

    await().atMost(LIMIT).until(() -> sink.size() == 2);
    assertThat(sink).extracting(AlertEvent::kind).containsExactly(Kind.BEGIN, Kind.END);
    await().atMost(LIMIT).until(() -> store.get("rule", "uid").phase() == Phase.CLOSED);
  }

  @Test
  void unreachableStoreFailsTheCallerAndNotAMessage() {
    store.down(true);

    assertThatThrownBy(() -> send(finding("1")))
        .isInstanceOf(CamelExecutionException.class)
        .hasRootCauseMessage("the store is down");
    assertThat(policy.calls).hasValue(0);
  }

  @Test
  void redeliversTheSameEventAfterAFailure() {
    failures.set(1);
    send(finding("1"));
    await().atMost(LIMIT).until(() -> failures.get() == 0);
    awaitRounds(3);
    assertThat(sink).isEmpty();
    assertThat(store.get("rule", "uid").phase()).isEqualTo(Phase.TELLING);
    String id = store.get("rule", "uid").pending().eventId();

    clock.advance(IncidentPolicy.LEASE);

    await().atMost(LIMIT).until(() -> sink.size() == 1);
    assertThat(sink.get(0).eventId()).isEqualTo(id);
    assertThat(policy.calls).hasValue(0);
  }

  @Test
  void monitorSurvivesUnreachableStore() {
    send(finding("1"));
    await().atMost(LIMIT).until(() -> store.get("rule", "uid").phase() == Phase.TOLD);
    store.down(true);
    await().atMost(LIMIT).until(() -> store.failures() > 0);
    store.down(false);
    clock.advance(Duration.ofHours(36));

    await().atMost(LIMIT).until(() -> sink.size() == 2);
    assertThat(sink.get(1).kind()).isEqualTo(Kind.END);
  }

  /** Waits until the monitor has looked at the incidents a number of times. */
  private void awaitRounds(int rounds) {
    int before = store.listings();
    await().atMost(LIMIT).until(() -> store.listings() >= before + rounds);
  }

  private void send(Object body) {
    context.createProducerTemplate().sendBody("direct:alert", body);
  }

  private static Finding finding(String message) {
    return new Finding("uid", "rule", "t", Severity.HIGH, message, "r", "arn:aws:s3:::raw", TIME);
  }
}
