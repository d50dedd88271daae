package dev.waybill.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.aws.direct.HttpDate;
import dev.waybill.record.object.UtcTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The parsers that read times by position accept and reject the same texts as the JDK. */
final class TimesTest {
  @Property
  void parsesEveryFormattedTime(@ForAll("instants") Instant at) {
    assertThat(UtcTime.parse(at.toString())).isEqualTo(at);
  }

  @Property
  void parsesEveryFormattedHttpDate(@ForAll("seconds") Instant at) {
    String text = DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    assertThat(HttpDate.parse(text)).isEqualTo(at);
  }

  @Property(tries = 5000)
  void parsesAlteredTimeLikeTheJdk(@ForAll("badTimes") String text) {
    assertThat(parsed(UtcTime::parse, text)).isEqualTo(parsed(Instant::parse, text));
  }

  @Property(tries = 5000)
  void parsesAlteredHttpDateLikeTheJdk(@ForAll("badDates") String text) {
    assertThat(parsed(HttpDate::parse, text))
        .isEqualTo(
            parsed(it -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(it, Instant::from), text));
  }

  @Example
  void parsesImpossibleDaysAndLeapSecondsLikeTheJdk() {
    for (String text :
        new String[] {
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
        }) {
      assertThat(parsed(UtcTime::parse, text)).as(text).isEqualTo(parsed(Instant::parse, text));
    }
  }

  private static Optional<Instant> parsed(Function<String, Instant> reader, String text) {
    try {
      return Optional.of(reader.apply(text));
    } catch (DateTimeException none) {
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
  Arbitrary<Instant> seconds() {
    return Arbitraries.longs()
        .between(-62_135_596_800L, 253_402_300_799L)
        .map(Instant::ofEpochSecond);
  }

  @Provide
  Arbitrary<String> badTimes() {
    return tampered(instants().map(Instant::toString));
  }

  @Provide
  Arbitrary<String> badDates() {
    return tampered(
        seconds()
            .map(at -> DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC))));
  }

  private static Arbitrary<String> tampered(Arbitrary<String> texts) {
    return Combinators.combine(
            texts,
            Arbitraries.integers().between(0, 30),
            Arbitraries.of("", "0", "9", "3", "x", " "))
        .as(
            (text, at, put) -> {
              int place = Math.min(at, text.length() - 1);
              return text.substring(0, place) + put + text.substring(place + 1);
            });
  }
}
