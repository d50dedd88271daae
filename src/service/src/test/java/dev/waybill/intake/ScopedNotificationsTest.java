package dev.waybill.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.IntakeResult;
import dev.waybill.model.ObjectNotification;
import dev.waybill.model.Skipped;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.ExcludedKeys;
import dev.waybill.settings.RawSettings;
import dev.waybill.settings.TemporaryNames;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decision about notifications when there are several scopes. */
final class ScopedNotificationsTest {
  private final NotificationReader reader =
      new NotificationReader(
          new CustodyScopes(
              List.of(
                  new RawSettings("raw-bucket", "incoming/", "processed/", "test/"),
                  new RawSettings(
                      "away",
                      "away-bucket",
                      "in/",
                      "done-bucket",
                      "out/",
                      "test/",
                      new TemporaryNames(List.of("*.part")),
                      new ExcludedKeys(List.of("skip/")),
                      null,
                      null,
                      null))));

  @ParameterizedTest
  @CsvSource({
    "raw-bucket, incoming/a, promote",
    "raw-bucket, test/a, canary",
    "raw-bucket, in/a, skipped-foreign-prefix none",
    "raw-bucket, processed/a, skipped-promoted-prefix default",
    "away-bucket, in/a, promote",
    "away-bucket, test/a, canary",
    "away-bucket, in/a.part, skipped-temporary-name away",
    "away-bucket, in/skip/a, skipped-excluded away",
    "away-bucket, in/skip/, skipped-folder-marker away",
    "away-bucket, incoming/a, skipped-foreign-prefix none",
    "away-bucket, out/a, skipped-foreign-prefix none",
    "done-bucket, out/a, skipped-promoted-prefix away",
    "done-bucket, test/a, skipped-foreign-prefix none",
    "done-bucket, in/a, skipped-foreign-prefix none",
    "else-bucket, in/a, skipped-foreign-bucket null",
  })
  void decidesByBucketAndPrefix(String bucket, String key, String expected) {
    int size = key.endsWith("/") ? 0 : 5;
    String message =
        """
        {"Records": [{"eventVersion": "2.1", "eventSource": "aws:s3",
          "eventName": "ObjectCreated:Put", "eventTime": "2026-01-02T03:04:05Z",
          "s3": {"bucket": {"name": "%s"}, "object": {"key": "%s", "size": %d}}}]}
        """
            .formatted(bucket, key, size);

    IntakeResult result = reader.read(message, "id").get(0);

    assertThat(
            result instanceof Skipped skipped
                ? skipped.label() + " " + skipped.scope()
                : ((ObjectNotification) result).purpose().label())
        .isEqualTo(expected);
  }
}
