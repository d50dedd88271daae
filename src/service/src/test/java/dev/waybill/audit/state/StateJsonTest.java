package dev.waybill.audit.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.alert.Finding;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Severity;
import dev.waybill.audit.Window;
import dev.waybill.audit.state.AuditState.ActiveRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored format of audit states. */
final class StateJsonTest {
  private static final Instant TIME = Instant.parse("2026-11-26T12:34:56.789Z");

  private static AuditState full(String untrusted) {
    SeenRowSet seen = new SeenRowSet();
    boolean unused = seen.add(List.of(untrusted), TIME);
    Finding finding =
        new Finding(
            "S3-01/ab",
            "S3-01",
            "Denied",
            Severity.MEDIUM,
            untrusted,
            "look",
            untrusted,
            TIME,
            new OccurrenceStats(TIME, TIME.plusSeconds(1), 7, "token"),
            Map.of("user_agent", untrusted),
            List.of("CIS 5.1"));
    ActiveRun run = new ActiveRun(Window.last(Duration.ofHours(3), TIME), "token", TIME);
    return new AuditState(
        "S3-01", TIME, TIME, LocalDate.parse("2026-11-26"), run, seen, List.of(finding));
  }

  @Property(tries = 100)
  void readsStateAsItWasStored(@ForAll String untrusted) {
    AuditState state = full(untrusted);

    AuditState read = StateJson.read(StateJson.of(state));

    assertThat(read).usingRecursiveComparison().ignoringFields("seen").isEqualTo(state);
    assertThat(read.seen().encoded()).isEqualTo(state.seen().encoded());
  }

  @Test
  void readsInitialStateAsItWasStored() {
    AuditState read = StateJson.read(StateJson.of(AuditState.initial("S3-01", TIME)));

    assertThat(read.judgedUntil()).isNull();
    assertThat(read.run()).isNull();
    assertThat(read.unreported()).isEmpty();
    assertThat(read.since()).isEqualTo(TIME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[]",
        "{}",
        "{\"version\":2,\"audit\":\"S3-01\",\"since\":\"2026-11-26T12:00:00Z\"}",
        "{\"version\":1,\"since\":\"2026-11-26T12:00:00Z\"}",
        "{\"version\":1,\"audit\":\"S3-01\",\"since\":\"yesterday\"}",
        "{\"version\":1,\"audit\":\"S3-01\",\"since\":\"2026-11-26T12:00:00Z\",\"judgedUntil\":1}",
        "{\"version\":1,\"audit\":\"S3-01\",\"since\":\"2026-11-26T12:00:00Z\",\"run\":{}}",
        "{\"version\":1,\"audit\":\"S3-01\",\"since\":\"2026-11-26T12:00:00Z\",\"seen\":{\"x\":\"AAAAAAAAAAA=\"}}",
        "{\"version\":1,\"audit\":\"S3-01\",\"since\":\"2026-11-26T12:00:00Z\",\"seen\":{\"1\":\"AAAA\"}}",
        "{\"version\":1,\"audit\":\"S3-01\",\"since\":\"2026-11-26T12:00:00Z\",\"untold\":[{}]}",
      })
  void rejectsBytesThatAreNotAState(String text) {
    assertThatThrownBy(() -> StateJson.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
