package dev.waybill.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvents;
import dev.waybill.alert.delivery.UndeliveredStore.Waiting;
import dev.waybill.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Delivery to a failing sink: no event is lost, and an incident's events keep their order. */
final class SinkDeliveryQueueTest {
  private final ManualClock clock = new ManualClock(AlertEvents.SEEN);
  private final InMemoryUndeliveredStore store = new InMemoryUndeliveredStore();
  private final ScriptedSink sink = new ScriptedSink();
  private final RecordingSinkListener listener = new RecordingSinkListener();
  private final SinkDeliveryQueue queue =
      new SinkDeliveryQueue("pager", sink, store, listener, clock);

  @Test
  void losesNothingWhileTheSinkIsDownForAnHour() {
    List<String> delivered = new ArrayList<>();
    sink.down();
    for (int minute = 0; minute < 60; minute++) {
      for (AlertEvent event :
          List.of(AlertEvents.begin("i" + minute), AlertEvents.end("i" + minute))) {
        deliver(event);
        delivered.add(event.eventId());
        clock.advance(Duration.ofMillis(1));
      }
      clock.advance(Duration.ofMinutes(1));
      queue.retry();
    }
    assertThat(sink.accepted()).isEmpty();
    assertThat(listener.waiting()).isEqualTo(120);

    sink.up();
    queue.retry();

    assertThat(sink.accepted()).containsExactlyElementsOf(delivered);
    assertThat(store.waiting("pager")).isEmpty();
    assertThat(listener.waiting()).isZero();
  }

  @Test
  void retriesAFailingSinkOncePerRound() {
    sink.down();
    Stream.of("a", "b", "c").map(AlertEvents::begin).forEach(this::deliver);
    clock.advance(Duration.ofMinutes(1));
    int before = sink.attempts().size();

    queue.retry();

    assertThat(sink.attempts()).hasSize(before + 1);
  }

  @Test
  void laterEventsOfAnIncidentWaitBehindAWaitingOne() {
    sink.down();
    deliver(AlertEvents.begin("a"));
    sink.up();
    clock.advance(Duration.ofMinutes(1));

    deliver(AlertEvents.end("a"));
    deliver(AlertEvents.begin("b"));
    assertThat(sink.accepted()).containsExactly(id(AlertEvents.begin("b")));
    queue.retry();

    assertThat(sink.accepted())
        .containsExactly(
            id(AlertEvents.begin("b")), id(AlertEvents.begin("a")), id(AlertEvents.end("a")));
  }

  @Test
  void laterEventsOfAnIncidentWaitDuringRetries() {
    sink.down();
    AlertEvent begin = AlertEvents.begin("a");
    assertThatThrownBy(() -> queue.deliver(begin, clock.instant()))
        .isInstanceOf(SinkUnavailableException.class);
    Instant since = clock.instant();
    clock.advance(Duration.ofMillis(100));
    sink.up();

    queue.deliver(AlertEvents.end("a"), clock.instant());
    queue.retry();
    assertThat(sink.accepted()).isEmpty();
    queue.deliver(begin, since);
    queue.retry();

    assertThat(sink.accepted()).containsExactly(id(begin), id(AlertEvents.end("a")));
  }

  @Test
  void eventGivenUpAfterALaterOneKeepsItsPosition() {
    sink.down();
    AlertEvent begin = AlertEvents.begin("a");
    Instant since = clock.instant();
    assertThatThrownBy(() -> queue.deliver(begin, since))
        .isInstanceOf(SinkUnavailableException.class);
    clock.advance(Duration.ofMillis(100));
    queue.deliver(AlertEvents.end("a"), clock.instant());
    queue.giveUp(begin, since);
    sink.up();
    clock.advance(Duration.ofMinutes(1));

    queue.retry();

    assertThat(sink.accepted()).containsExactly(id(begin), id(AlertEvents.end("a")));
  }

  @Test
  void waitingEventIsNotKeptTwice() {
    sink.down();
    deliver(AlertEvents.begin("a"));
    clock.advance(Duration.ofMinutes(5));

    deliver(AlertEvents.begin("a"));

    assertThat(store.waiting("pager")).hasSize(1);
  }

  @Test
  void rejectedEventIsSetAsideAndDoesNotBlockOthers() {
    sink.down();
    Stream.of("a", "poison", "b").map(AlertEvents::begin).forEach(this::deliver);
    clock.advance(Duration.ofMinutes(1));
    sink.onSend(
        event -> {
          if (event.uid().equals("poison")) {
            throw new AlertRejectedException("answered 400");
          }
        });

    queue.retry();
    queue.retry();

    assertThat(sink.accepted())
        .containsExactly(id(AlertEvents.begin("a")), id(AlertEvents.begin("b")));
    assertThat(store.waiting("pager")).isEmpty();
    assertThat(store.rejected()).extracting(AlertEvent::uid).containsExactly("poison");
    assertThat(listener.results()).containsOnlyOnce("pager rejected");
  }

  @Test
  void respectsThePauseThatASinkAsksFor() {
    sink.onSend(
        event -> {
          throw new SinkUnavailableException("answered 429", Duration.ofMinutes(10));
        });
    assertThatThrownBy(() -> queue.deliver(AlertEvents.begin("a"), clock.instant()))
        .isInstanceOf(SinkUnavailableException.class);
    sink.up();

    queue.deliver(AlertEvents.begin("a"), clock.instant());
    queue.deliver(AlertEvents.begin("b"), clock.instant());
    clock.advance(Duration.ofMinutes(9));
    queue.retry();
    assertThat(sink.accepted()).isEmpty();
    clock.advance(Duration.ofMinutes(2));
    queue.retry();

    assertThat(sink.accepted())
        .containsExactly(id(AlertEvents.begin("a")), id(AlertEvents.begin("b")));
  }

  @Test
  void deliversWhileTheStoreIsUnreachable() {
    store.down(true);

    queue.deliver(AlertEvents.begin("a"), clock.instant());

    assertThat(sink.accepted()).containsExactly(id(AlertEvents.begin("a")));
  }

  @Test
  void failsWhenSinkAndStoreAreUnreachable() {
    store.down(true);
    sink.down();
    assertThatThrownBy(() -> queue.deliver(AlertEvents.begin("a"), clock.instant()))
        .isInstanceOf(SinkUnavailableException.class);

    assertThatThrownBy(() -> queue.giveUp(AlertEvents.begin("a"), clock.instant()))
        .hasMessage("the store is unreachable");
  }

  @Test
  void unexpectedFailureOfASinkIsRetried() {
    sink.onSend(
        event -> {
          throw new IllegalStateException("secret-in-a-message");
        });

    assertThatThrownBy(() -> queue.deliver(AlertEvents.begin("a"), clock.instant()))
        .isInstanceOf(SinkUnavailableException.class)
        .hasMessage("pager failed: IllegalStateException");
  }

  /** Lets the sink fail and recover at random; every event arrives, in order for each incident. */
  @Property(tries = 200)
  void losesNoEventAndKeepsTheOrderOfEachIncident(
      @ForAll @Size(max = 40) List<@IntRange(max = 8) Integer> steps) {
    ManualClock time = new ManualClock(AlertEvents.SEEN);
    InMemoryUndeliveredStore kept = new InMemoryUndeliveredStore();
    ScriptedSink target = new ScriptedSink();
    SinkDeliveryQueue queueUnderTest =
        new SinkDeliveryQueue("pager", target, kept, new RecordingSinkListener(), time);
    List<String> delivered = new ArrayList<>();
    for (int step : steps) {
      time.advance(Duration.ofSeconds(20));
      switch (step) {
        case 0 -> target.down();
        case 1 -> target.up();
        case 2 -> queueUnderTest.retry();
        default -> {
          String uid = "i" + step % 3;
          AlertEvent event = numbered(uid, delivered.size());
          delivered.add(event.eventId());
          deliver(queueUnderTest, time, event);
        }
      }
    }
    target.up();
    time.advance(Duration.ofMinutes(2));
    queueUnderTest.retry();

    assertThat(target.accepted()).containsExactlyInAnyOrderElementsOf(delivered);
    for (int i = 0; i < 3; i++) {
      String prefix = "i" + i + "-";
      assertThat(target.accepted().stream().filter(it -> it.startsWith(prefix)))
          .containsExactlyElementsOf(
              delivered.stream().filter(it -> it.startsWith(prefix)).toList());
    }
  }

  @Test
  void unreadableEventDoesNotBlockOthers() {
    sink.down();
    deliver(AlertEvents.begin("a"));
    deliver(AlertEvents.begin("b"));
    clock.advance(Duration.ofMinutes(1));
    sink.up();
    String bad = store.waiting("pager").get(0).place();
    SinkDeliveryQueue partly =
        new SinkDeliveryQueue(
            "pager",
            sink,
            new UndeliveredStore() {
              @Override
              public void keep(String name, Instant since, AlertEvent event) {
                store.keep(name, since, event);
              }

              @Override
              public List<Waiting> waiting(String name) {
                return store.waiting(name);
              }

              @Override
              public Optional<AlertEvent> read(Waiting waiting) {
                if (waiting.place().equals(bad)) {
                  throw new IllegalArgumentException("not an alert event");
                }
                return store.read(waiting);
              }

              @Override
              public void remove(Waiting waiting) {
                store.remove(waiting);
              }

              @Override
              public void reject(String name, AlertEvent event) {
                store.reject(name, event);
              }
            },
            listener,
            clock);

    partly.retry();

    assertThat(sink.accepted()).containsExactly(id(AlertEvents.begin("b")));
  }

  private void deliver(AlertEvent event) {
    deliver(queue, clock, event);
  }

  /** Delivers, and gives up after a failure, as the route does. */
  private static void deliver(SinkDeliveryQueue queue, ManualClock clock, AlertEvent event) {
    Instant since = clock.instant();
    try {
      queue.deliver(event, since);
    } catch (SinkUnavailableException e) {
      queue.giveUp(event, since);
    }
  }

  private static AlertEvent numbered(String uid, int number) {
    AlertEvent it = AlertEvents.update(uid);
    return new AlertEvent(
        uid,
        it.rule(),
        it.kind(),
        it.severity(),
        it.finding(),
        uid + "-" + number,
        it.handling(),
        it.json());
  }

  private static String id(AlertEvent event) {
    return event.eventId();
  }
}
