package dev.waybill.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.IntakeResult;
import dev.waybill.model.ObjectNotification;
import dev.waybill.model.Skipped;
import dev.waybill.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that an uploader writes under a temporary name and renames when they are complete. */
final class TemporaryUploadsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "incoming/a.part",
        "incoming/b/a.csv.filepart",
        "incoming/a.tmp",
        "incoming/_temporary/0/part-00000",
        "incoming/job/_temporary/0/part-00000"
      })
  void skipsTemporaryNameInEveryEnvelope(String key) {
    assertThat(read(Map.of(), Notifications.s3(Notifications.s3Record(key)))).isEqualTo(SKIPPED);
    assertThat(read(Map.of(), Notifications.eventBridge(key))).isEqualTo(SKIPPED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "incoming/a.parts",
        "incoming/part",
        "incoming/a.part/b",
        "incoming/_temporary",
        "incoming/x_temporary/a",
        "incoming/a.TMP"
      })
  void receivesOtherNames(String key) {
    assertThat(read(Map.of(), Notifications.s3(Notifications.s3Record(key)))).isEqualTo(RECEIVED);
  }

  @Test
  void receivesEveryNameWhenNoneIsTemporary() {
    assertThat(
            read(
                Map.of("waybill.raw.temporary", "none"),
                Notifications.s3(Notifications.s3Record("incoming/a.part"))))
        .isEqualTo(RECEIVED);
  }

  @Test
  void skipsOnlyPatternsOfTheSetting() {
    Map<String, String> own = Map.of("waybill.raw.temporary", "~*.up*");

    assertThat(read(own, Notifications.s3(Notifications.s3Record("incoming/~a.upload"))))
        .isEqualTo(SKIPPED);
    assertThat(read(own, Notifications.s3(Notifications.s3Record("incoming/a.upload"))))
        .isEqualTo(RECEIVED);
    assertThat(read(own, Notifications.s3(Notifications.s3Record("incoming/a.part"))))
        .isEqualTo(RECEIVED);
  }

  /** One of both readings is the object's key, and the other one is not temporary. */
  @Test
  void receivesKeyOfWhichOnlyOneReadingIsTemporary() {
    Map<String, String> own = Map.of("waybill.raw.temporary", "tmp*");

    assertThat(read(own, Notifications.eventBridge("incoming/tmp-a%2Fb"))).isEqualTo(RECEIVED);
    assertThat(read(own, Notifications.eventBridge("incoming/tmp-a%20b"))).isEqualTo(SKIPPED);
  }

  @Test
  void receivesCanaryWithTemporaryName() {
    assertThat(read(Map.of(), Notifications.s3(Notifications.s3Record("test/a.tmp"))))
        .isEqualTo(RECEIVED);
  }

  private static final String SKIPPED = "skipped-temporary-name";
  private static final String RECEIVED = "received";

  private String read(Map<String, String> settings, String message) {
    NotificationReader reader =
        new NotificationReader(
            new SettingsLoader(Path.of("").toAbsolutePath(), Map.of())
                .loadLocal(folder, settings)
                .settings()
                .scopes());
    IntakeResult result = reader.read(message, "id").get(0);
    return result instanceof Skipped skipped
        ? skipped.label()
        : result instanceof ObjectNotification ? RECEIVED : "unknown";
  }
}
