package dev.waybill.record.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link UtcTime} accepts and rejects the same texts as the JDK. */
final class UtcTimeTest {
  @Property
  void writtenTimeIsRead(@ForAll("instants") Instant instant) {
    assertThat(UtcTime.parse(instant.toString())).isEqualTo(instant);
  }

  @Property(tries = 5000)
  @Tag("heavy")
  void changedTimeHasTheResultOfTheJdk(@ForAll("changedTimes") String text) {
    assertThat(parsed(UtcTime::parse, text)).isEqualTo(parsed(Instant::parse, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-29T00:00:00Z",
        "2028-02-29T00:00:00Z",
        "2026-12-31T23:59:60Z",
        "2026-12-31T24:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00.1234567890Z",
        "2026-01-01T00:00:00+00:00",
        "2026-01-01t00:00:00z",
        "+12026-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "\u0662026-01-01T00:00:00Z",
        ""
      })
  void unusualTimeHasTheResultOfTheJdk(String text) {
    assertThat(parsed(UtcTime::parse, text)).isEqualTo(parsed(Instant::parse, text));
  }

  private static Optional<Instant> parsed(Function<String, Instant> parser, String text) {
    try {
      return Optional.of(parser.apply(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Combinators.combine(
            Arbitraries.longs().between(-62_135_596_800L, 253_402_300_799L),
            Arbitraries.of(0, 1, 120_000_000, 123_456_000, 999_999_999))
        .as(Instant::ofEpochSecond);
  }

  @Provide
  Arbitrary<String> changedTimes() {
    return Combinators.combine(
            instants().map(Instant::toString),
            Arbitraries.integers().between(0, 30),
            Arbitraries.of("", "0", "9", "3", "x", " "))
        .as(
            (text, at, replacement) -> {
              int place = Math.min(at, text.length() - 1);
              return text.substring(0, place) + replacement + text.substring(place + 1);
            });
  }
}
