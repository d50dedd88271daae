package dev.waybill.why.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.ExcludedKeys;
import dev.waybill.settings.RawSettings;
import dev.waybill.settings.TemporaryNames;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of an object by one of them, when there are several scopes. */
final class StoryKeysTest {
  private final CustodyScopes scopes =
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
                  TemporaryNames.NONE,
                  ExcludedKeys.NONE,
                  null,
                  null,
                  null)));

  @ParameterizedTest
  @CsvSource({
    "raw-bucket, incoming/a, s3://raw-bucket/incoming/a, s3://raw-bucket/processed/a",
    "raw-bucket, processed/a, s3://raw-bucket/incoming/a, s3://raw-bucket/processed/a",
    "away-bucket, in/a, s3://away-bucket/in/a, s3://done-bucket/out/a",
    "done-bucket, out/a, s3://away-bucket/in/a, s3://done-bucket/out/a",
    "done-bucket, in/a, s3://done-bucket/in/a, s3://done-bucket/in/a",
    "away-bucket, out/a, s3://away-bucket/out/a, s3://away-bucket/out/a",
  })
  void findsBothPlaces(String bucket, String key, String original, String promoted) {
    StoryKeys keys = StoryKeys.of(bucket, key, null, scopes);

    assertThat(keys.address(keys.original())).isEqualTo(original);
    assertThat(keys.address(keys.all().get(keys.all().size() - 1))).isEqualTo(promoted);
    assertThat(keys.address()).isEqualTo("s3://" + bucket + "/" + key);
  }
}
