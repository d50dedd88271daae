package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Search for the scope of an object. */
final class CustodyScopesTest {
  private final CustodyScopes scopes =
      new CustodyScopes(
          List.of(
              new RawSettings("main", "incoming/", "processed/", "test/"),
              scope("second", "main", "in2/", "main", "out2/"),
              scope("other", "other", "incoming/", "other", "processed/"),
              scope("across", "other", "away/", "done", "incoming/x/")));

  private static RawSettings scope(
      String name, String bucket, String incoming, String destination, String processed) {
    return new RawSettings(
        name,
        bucket,
        incoming,
        destination,
        processed,
        "test/",
        TemporaryNames.NONE,
        ExcludedKeys.NONE,
        null,
        null,
        false);
  }

  @ParameterizedTest
  @CsvSource({
    "main, incoming/a, default, none",
    "main, processed/a, none, default",
    "main, in2/a, second, none",
    "main, out2/a, none, second",
    "other, incoming/a, other, none",
    "other, away/a, across, none",
    "other, processed/a, none, other",
    "done, incoming/x/a, none, across",
    "done, incoming/a, none, none",
    "main, away/a, none, none",
    "main, incoming, none, none",
    "main, test/a, none, none",
    "elsewhere, incoming/a, none, none",
  })
  void findsTheScopeByBucketAndPrefix(
      String bucket, String key, String source, String destination) {
    assertThat(scopes.ofSource(bucket, key).map(RawSettings::name).orElse("none"))
        .isEqualTo(source);
    assertThat(scopes.ofDestination(bucket, key).map(RawSettings::name).orElse("none"))
        .isEqualTo(destination);
    assertThat(scopes.nameOf(bucket, key)).isEqualTo(source.equals("none") ? destination : source);
  }

  @Test
  void knowsItsBuckets() {
    assertThat(scopes.sourceBuckets()).containsExactly("main", "other");
    assertThat(scopes.buckets()).containsExactly("done", "main", "other");
    assertThat(scopes.hasSource("done")).isFalse();
    assertThat(scopes.hasBucket("done")).isTrue();
  }

  @Test
  void takesCanariesOfEachBucketInWhichObjectsArrive() {
    assertThat(scopes.isTest("main", "test/a")).isTrue();
    assertThat(scopes.isTest("other", "test/a")).isTrue();
    assertThat(scopes.isTest("done", "test/a")).isFalse();
  }
}
