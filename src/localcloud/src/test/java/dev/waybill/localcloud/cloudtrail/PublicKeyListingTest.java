package dev.waybill.localcloud.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.lifecycle.SteppedClock;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.JsonError;
import dev.waybill.localcloud.wire.Principal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the time filters of ListPublicKeys. The two keys are valid for days 0 and 60. */
final class PublicKeyListingTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long DAY = 24 * 60 * 60;

  private static PublicKeyListing listing;

  @BeforeAll
  static void createKeys(@TempDir Path folder) throws IOException {
    SteppedClock clock = new SteppedClock(Instant.ofEpochSecond(60 * DAY));
    DigestSigningKeys keys = DigestSigningKeys.open(folder, clock);
    assertThat(keys.at(Instant.EPOCH)).isNotEqualTo(keys.at(clock.instant()));
    listing = new PublicKeyListing(keys);
  }

  @Test
  void listsCurrentKeyByDefault() {
    assertThat(list("{}"))
        .singleElement()
        .satisfies(
            key -> {
              assertThat(key.path("ValidityStartTime").asLong()).isEqualTo(60 * DAY);
              assertThat(key.path("ValidityEndTime").asLong()).isEqualTo(90 * DAY);
              assertThat(key.path("Fingerprint").asText()).matches("[0-9a-f]{32}");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "0, 60, 2",
    "0, 0, 1",
    "-9, -1, 0",
    "30, 59, 0",
    "29, 59, 1",
    "30, 60, 1",
    "89, 99, 1",
    "90, 99, 0"
  })
  void listsKeysWhosePeriodOverlapsTheRange(int startDay, int endDay, int count) {
    assertThat(list("{\"StartTime\":%d,\"EndTime\":%d}".formatted(startDay * DAY, endDay * DAY)))
        .hasSize(count);
  }

  @Test
  void rangeEndsNowByDefault() {
    assertThat(list("{\"StartTime\":1.25}")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"StartTime\":2,\"EndTime\":1}",
        "{\"EndTime\":1}",
        "{\"StartTime\":1e99}",
        "{\"EndTime\":-1e99}"
      })
  void rejectsImpossibleRange(String input) {
    assertRejected(input, "InvalidTimeRangeException");
  }

  @Test
  void rejectsTimeThatIsNoNumber() {
    assertRejected("{\"StartTime\":\"2026-01-01\"}", "SerializationException");
  }

  @Test
  void rejectsToken() {
    assertRejected("{\"NextToken\":\"x\"}", "InvalidTokenException");
  }

  private static void assertRejected(String input, String code) {
    assertThatThrownBy(() -> list(input))
        .isInstanceOfSatisfying(JsonError.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static JsonNode list(String input) {
    try {
      ObjectNode tree = (ObjectNode) JSON.readTree(input);
      Principal caller = Principal.of("123456789012", "me");
      return listing
          .list(new JsonCall("ListPublicKeys", tree, caller, "Invalid"))
          .path("PublicKeyList");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
