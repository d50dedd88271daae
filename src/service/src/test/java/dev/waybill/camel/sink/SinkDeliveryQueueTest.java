package dev.waybill.camel.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvents;
import dev.waybill.alert.MemoryUndelivered;
import dev.waybill.alert.UndeliveredStore.Waiting;
import dev.waybill.testing.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Nothing is lost while a sink is down, and the events of an incident keep their order. */
final class SinkDeliveryQueueTest {
  private final HandClock clock = new HandClock(AlertEvents.SEEN);
  private final MemoryUndelivered store = new MemoryUndelivered();
  private final ScriptedSink sink = new ScriptedSink();
  private final CountedSinks counted = new CountedSinks();
  private final SinkDeliveryQueue lane =
      new SinkDeliveryQueue("pager", sink, store, counted, clock);

  @Test
  void a_sink_that_is_down_for_an_hour_loses_nothing() {
    List<String> told = new ArrayList<>();
    sink.down();
    for (int minute = 0; minute < 60; minute++) {
      for (AlertEvent event :
          List.of(AlertEvents.begin("i" + minute), AlertEvents.end("i" + minute))) {
        tell(event);
        told.add(event.eventId());
        clock.turn(Duration.ofMillis(1));
      }
      clock.turn(Duration.ofMinutes(1));
      lane.again();
    }
    assertThat(sink.took()).isEmpty();
    assertThat(counted.waiting()).isEqualTo(120);

    sink.up();
    lane.again();

    assertThat(sink.took()).containsExactlyElementsOf(told);
    assertThat(store.waiting("pager")).isEmpty();
    assertThat(counted.waiting()).isZero();
  }

  @Test
  void while_it_is_down_it_is_asked_once_a_look() {
    sink.down();
    Stream.of("a", "b", "c").map(AlertEvents::begin).forEach(this::tell);
    clock.turn(Duration.ofMinutes(1));
    int before = sink.tried().size();

    lane.again();

    assertThat(sink.tried()).hasSize(before + 1);
  }

  @Test
  void behind_an_event_that_waits_its_incident_waits() {
    sink.down();
    tell(AlertEvents.begin("a"));
    sink.up();
    clock.turn(Duration.ofMinutes(1));

    tell(AlertEvents.end("a"));
    tell(AlertEvents.begin("b"));
    assertThat(sink.took()).containsExactly(id(AlertEvents.begin("b")));
    lane.again();

    assertThat(sink.took())
        .containsExactly(
            id(AlertEvents.begin("b")), id(AlertEvents.begin("a")), id(AlertEvents.end("a")));
  }

  @Test
  void while_an_event_is_tried_again_later_ones_of_its_incident_wait() {
    sink.down();
    AlertEvent begin = AlertEvents.begin("a");
    assertThatThrownBy(() -> lane.send(begin, clock.instant()))
        .isInstanceOf(SinkUnavailableException.class);
    var since = clock.instant();
    clock.turn(Duration.ofMillis(100));
    sink.up();

    lane.send(AlertEvents.end("a"), clock.instant());
    lane.again();
    assertThat(sink.took()).isEmpty();
    lane.send(begin, since);
    lane.again();

    assertThat(sink.took()).containsExactly(id(begin), id(AlertEvents.end("a")));
  }

  @Test
  void an_event_that_is_given_up_after_a_later_one_was_kept_still_comes_first() {
    sink.down();
    AlertEvent begin = AlertEvents.begin("a");
    var since = clock.instant();
    assertThatThrownBy(() -> lane.send(begin, since)).isInstanceOf(SinkUnavailableException.class);
    clock.turn(Duration.ofMillis(100));
    lane.send(AlertEvents.end("a"), clock.instant());
    lane.giveUp(begin, since);
    sink.up();
    clock.turn(Duration.ofMinutes(1));

    lane.again();

    assertThat(sink.took()).containsExactly(id(begin), id(AlertEvents.end("a")));
  }

  @Test
  void an_event_that_waits_already_is_not_kept_twice() {
    sink.down();
    tell(AlertEvents.begin("a"));
    clock.turn(Duration.ofMinutes(5));

    tell(AlertEvents.begin("a"));

    assertThat(store.waiting("pager")).hasSize(1);
  }

  @Test
  void a_poisoned_event_is_set_apart_and_lets_others_by() {
    sink.down();
    Stream.of("a", "poison", "b").map(AlertEvents::begin).forEach(this::tell);
    clock.turn(Duration.ofMinutes(1));
    sink.mood(
        event -> {
          if (event.uid().equals("poison")) {
            throw new SinkRefusedException("answered 400");
          }
        });

    lane.again();
    lane.again();

    assertThat(sink.took()).containsExactly(id(AlertEvents.begin("a")), id(AlertEvents.begin("b")));
    assertThat(store.waiting("pager")).isEmpty();
    assertThat(store.refused()).extracting(AlertEvent::uid).containsExactly("poison");
    assertThat(counted.heard()).containsOnlyOnce("pager refused");
  }

  @Test
  void a_sink_that_asks_for_a_pause_gets_it() {
    sink.mood(
        event -> {
          throw new SinkUnavailableException("answered 429", Duration.ofMinutes(10));
        });
    assertThatThrownBy(() -> lane.send(AlertEvents.begin("a"), clock.instant()))
        .isInstanceOf(SinkUnavailableException.class);
    sink.up();

    lane.send(AlertEvents.begin("a"), clock.instant());
    lane.send(AlertEvents.begin("b"), clock.instant());
    clock.turn(Duration.ofMinutes(9));
    lane.again();
    assertThat(sink.took()).isEmpty();
    clock.turn(Duration.ofMinutes(2));
    lane.again();

    assertThat(sink.took()).containsExactly(id(AlertEvents.begin("a")), id(AlertEvents.begin("b")));
  }

  @Test
  void a_store_that_is_down_keeps_no_alert_back() {
    store.down(true);

    lane.send(AlertEvents.begin("a"), clock.instant());

    assertThat(sink.took()).containsExactly(id(AlertEvents.begin("a")));
  }

  @Test
  void a_sink_and_a_store_that_are_down_are_told_of() {
    store.down(true);
    sink.down();
    assertThatThrownBy(() -> lane.send(AlertEvents.begin("a"), clock.instant()))
        .isInstanceOf(SinkUnavailableException.class);

    assertThatThrownBy(() -> lane.giveUp(AlertEvents.begin("a"), clock.instant()))
        .hasMessage("memory is down");
  }

  @Test
  void a_sink_that_fails_in_its_own_way_is_tried_again() {
    sink.mood(
        event -> {
          throw new IllegalStateException("secret-in-a-message");
        });

    assertThatThrownBy(() -> lane.send(AlertEvents.begin("a"), clock.instant()))
        .isInstanceOf(SinkUnavailableException.class)
        .hasMessage("pager failed: IllegalStateException");
  }

  /** However a sink comes and goes: each event arrives, and each incident's in its order. */
  @Property(tries = 200)
  void nothing_is_lost_or_overtaken(
      @ForAll @Size(max = 40) List<@IntRange(max = 8) Integer> steps) {
    HandClock time = new HandClock(AlertEvents.SEEN);
    MemoryUndelivered kept = new MemoryUndelivered();
    ScriptedSink target = new ScriptedSink();
    SinkDeliveryQueue way = new SinkDeliveryQueue("pager", target, kept, new CountedSinks(), time);
    List<String> told = new ArrayList<>();
    for (int step : steps) {
      time.turn(Duration.ofSeconds(20));
      switch (step) {
        case 0 -> target.down();
        case 1 -> target.up();
        case 2 -> way.again();
        default -> {
          String uid = "i" + step % 3;
          AlertEvent event = numbered(uid, told.size());
          told.add(event.eventId());
          tell(way, time, event);
        }
      }
    }
    target.up();
    time.turn(Duration.ofMinutes(2));
    way.again();

    assertThat(target.took()).containsExactlyInAnyOrderElementsOf(told);
    for (int i = 0; i < 3; i++) {
      String prefix = "i" + i + "-";
      assertThat(target.took().stream().filter(it -> it.startsWith(prefix)))
          .containsExactlyElementsOf(told.stream().filter(it -> it.startsWith(prefix)).toList());
    }
  }

  @Test
  void what_cannot_be_read_stands_in_nobodys_way() {
    MemoryUndelivered spoilt = store;
    sink.down();
    tell(AlertEvents.begin("a"));
    tell(AlertEvents.begin("b"));
    clock.turn(Duration.ofMinutes(1));
    sink.up();
    String bad = spoilt.waiting("pager").get(0).place();
    SinkDeliveryQueue half =
        new SinkDeliveryQueue(
            "pager",
            sink,
            new dev.waybill.alert.UndeliveredStore() {
              @Override
              public void keep(String name, java.time.Instant since, AlertEvent event) {
                spoilt.keep(name, since, event);
              }

              @Override
              public List<Waiting> waiting(String name) {
                return spoilt.waiting(name);
              }

              @Override
              public java.util.Optional<AlertEvent> read(Waiting waiting) {
                if (waiting.place().equals(bad)) {
                  throw new IllegalArgumentException("is no alert event");
                }
                return spoilt.read(waiting);
              }

              @Override
              public void remove(Waiting waiting) {
                spoilt.remove(waiting);
              }

              @Override
              public void refuse(String name, AlertEvent event) {
                spoilt.refuse(name, event);
              }
            },
            counted,
            clock);

    half.again();

    assertThat(sink.took()).containsExactly(id(AlertEvents.begin("b")));
  }

  private void tell(AlertEvent event) {
    tell(lane, clock, event);
  }

  /** As the route does. */
  private static void tell(SinkDeliveryQueue lane, HandClock clock, AlertEvent event) {
    var since = clock.instant();
    try {
      lane.send(event, since);
    } catch (SinkUnavailableException e) {
      lane.giveUp(event, since);
    }
  }

  private static AlertEvent numbered(String uid, int number) {
    AlertEvent it = AlertEvents.again(uid);
    return new AlertEvent(
        uid, it.rule(), it.kind(), it.severity(), it.finding(), uid + "-" + number, it.json());
  }

  private static String id(AlertEvent event) {
    return event.eventId();
  }
}
