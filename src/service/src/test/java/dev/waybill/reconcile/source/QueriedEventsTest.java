package dev.waybill.reconcile.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.audit.Window;
import dev.waybill.reconcile.row.CustodyBucket;
import dev.waybill.reconcile.row.EventActor;
import dev.waybill.reconcile.row.EventEffect;
import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.SourceReading;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class QueriedEventsTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final Map<String, String> DEPLOYMENT =
      Map.of(
          "raw.bucket", "raw-it's",
          "provenance.bucket", "prov",
          "account", "000000000000",
          "service.role", "waybill");

  private final List<EventRow> events = new ArrayList<>();
  private String asked = "";
  private Optional<String> unread = Optional.empty();

  private SourceReading read(TrailAnswer answer) throws InterruptedException {
    return new QueriedEvents(
            (sql, rows) -> {
              asked = sql;
              return answer.ask(sql, rows);
            },
            QueriedEvents.query(Path.of("").toAbsolutePath()),
            Window.last(Duration.ofDays(2), NOW),
            DEPLOYMENT,
            () -> unread)
        .read(events::add);
  }

  private static Map<String, String> row(Map<String, String> more) {
    Map<String, String> row = new HashMap<>();
    row.put("event_millis", "1764417600123");
    row.put("event_name", "DeleteObject");
    row.put("bucket_name", "raw-it's");
    row.put("object_key", "incoming/a");
    row.put("actor", "other");
    row.put("principal", "mallory");
    row.putAll(more);
    return row;
  }

  @Test
  void readsTheEventsOfTheWindow() throws InterruptedException {
    SourceReading reading =
        read(
            (sql, rows) -> {
              rows.accept(row(Map.of("version_id", "v1", "requested_version_id", "v1")));
              rows.accept(row(Map.of("version_id", "m1", "actor", "service")));
              rows.accept(row(Map.of("bucket_name", "prov", "error_code", "AccessDenied")));
              return 1;
            });

    assertThat(reading.problem()).isEmpty();
    assertThat(reading.since()).isEqualTo(NOW.minus(Duration.ofDays(2)));
    assertThat(reading.asOf()).isEqualTo(NOW);
    assertThat(events)
        .extracting(EventRow::effect)
        .containsExactly(EventEffect.DELETED, EventEffect.MARKED, EventEffect.MARKED);
    assertThat(events)
        .extracting(EventRow::actor)
        .containsExactly(EventActor.OTHER, EventActor.SERVICE, EventActor.OTHER);
    assertThat(events)
        .extracting(EventRow::bucket)
        .containsExactly(CustodyBucket.RAW, CustodyBucket.RAW, CustodyBucket.PROVENANCE);
    assertThat(events.get(0).time()).isEqualTo(Instant.ofEpochMilli(1764417600123L));
    assertThat(events.get(2).isFailed()).isTrue();
    assertThat(asked)
        .contains("'raw-it''s'", "'2026/11/27' AND '2026/11/29'")
        .doesNotContain("{{", "}}");
  }

  @Test
  void isIncompleteWhenTheQueryReadNoFile() throws InterruptedException {
    assertThat(read((sql, rows) -> 0).problem()).get().asString().contains("read no file");
  }

  @Test
  void isIncompleteWhenDamagedLogFilesHoldMoreRecords() throws InterruptedException {
    unread = Optional.of("2 damaged log files hold records");

    assertThat(
            read((sql, rows) -> {
                  rows.accept(row(Map.of()));
                  return 1;
                })
                .problem())
        .contains("CloudTrail's events of raw-it's: incomplete: 2 damaged log files hold records");
  }

  @Test
  void isIncompleteWhenTheAnswerBreaksOff() throws InterruptedException {
    SourceReading reading =
        read(
            (sql, rows) -> {
              rows.accept(row(Map.of()));
              throw new IllegalStateException("page 2: 503");
            });

    assertThat(reading.problem())
        .contains(
            "CloudTrail's events of raw-it's: incomplete: it failed after 1 rows: page 2: 503");
    assertThat(events).hasSize(1);
  }

  @Test
  void isIncompleteWhenARowIsNoEvent() throws InterruptedException {
    for (String column : List.of("event_millis", "actor")) {
      SourceReading reading =
          read(
              (sql, rows) -> {
                rows.accept(row(Map.of(column, "${x}")));
                return 1;
              });

      assertThat(reading.problem()).as(column).isPresent();
    }
    assertThat(events).isEmpty();
  }
}
