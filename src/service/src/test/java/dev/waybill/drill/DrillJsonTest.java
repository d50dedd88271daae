package dev.waybill.drill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.object.Sha256;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DrillJsonTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00.123Z");
  private static final Drill WATCHING =
      Drill.begin(
              "20261130T120000Z-00ff00ff", DrillKind.HIDDEN, "raw", "test/drill/", NOW, hours(26))
          .uploaded("v1")
          .sealed(new DrillSeal(7, "records/r", Sha256.hash("record")))
          .altering(NOW.plusSeconds(2))
          .watching();

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }

  private static DrillState of(Drill drill) {
    return new DrillState(drill, DrillKind.REENCRYPTED, NOW, NOW, hours(3));
  }

  private static void survives(DrillState state) {
    assertThat(DrillJson.read(DrillJson.write(state))).isEqualTo(state);
  }

  @Test
  void readsWhatItWrote() {
    survives(DrillState.NONE);
    survives(of(WATCHING));
    survives(of(WATCHING.found(new DrillSighting(NOW.plusSeconds(60), "fixity-hidden"))));
    survives(of(WATCHING.late()));
    survives(of(Drill.begin("i", DrillKind.HIDDEN, "raw", "p/", NOW, hours(1)).failed("denied")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      value = {
        "'\"v\":1';'\"v\":2'",
        "'\"hidden\"';'\"eaten\"'",
        "'WATCHING';'SLEEPING'",
        "'\"begunAt\":\"';'\"begunAt\":\"x'",
        "'\"within\":\"P';'\"within\":\"Q'",
        "'\"recordSha256\":\"';'\"recordSha256\":\"x'",
        "'\"key\":\"';'\"keys\":\"'",
        "'\"versionId\":\"v1\"';'\"versionId\":1'",
        "'{';'['",
      })
  void rejectsOtherDocuments(String part, String other) {
    String json = new String(DrillJson.write(of(WATCHING)), UTF_8);
    assertThat(json).contains(part);

    byte[] bytes = json.replace(part, other).getBytes(UTF_8);
    assertThatThrownBy(() -> DrillJson.read(bytes)).isInstanceOf(IllegalArgumentException.class);
  }
}
