package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoAlertsTest {
  private static final Instant NOW = Instant.parse("2026-11-29T15:45:36Z");
  private static final Duration QUIET = Duration.ofHours(1);

  @TempDir Path folder;

  private DemoAlerts alerts() {
    return new DemoAlerts(folder.resolve("alerts.jsonl"), "ID-05", "AKIADEMO");
  }

  private void append(Instant at) throws IOException {
    Files.writeString(
        folder.resolve("alerts.jsonl"),
        "{\"data\":{\"activity_id\":1,\"time\":"
            + at.toEpochMilli()
            + ",\"finding_info\":{\"uid\":\"ID-05/1\"},\"message\":\"read by AKIADEMO\"}}\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  @Test
  void takesAlertOfThisReadForNoIncidentOfAnEarlierOne() throws IOException {
    long end = alerts().size();
    append(NOW);

    assertThat(alerts().open(end, NOW, QUIET)).isEmpty();
    assertThat(alerts().after(end)).isPresent();
  }

  @Test
  void findsIncidentThatWasOpenBeforeTheRead() throws IOException {
    append(NOW.minus(Duration.ofMinutes(10)));
    long end = alerts().size();

    assertThat(alerts().open(end, NOW, QUIET)).isPresent();
    assertThat(alerts().open(end, NOW.plus(QUIET), QUIET)).isEmpty();
  }
}
