package dev.waybill.aws.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** {@link HttpDate} accepts and rejects the same texts as the JDK. */
final class HttpDateTest {
  @Property
  void parsesEveryFormattedHttpDate(@ForAll("seconds") Instant at) {
    String text = DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    assertThat(HttpDate.parse(text)).isEqualTo(at);
  }

  @Property(tries = 5000)
  void parsesAlteredHttpDateLikeTheJdk(@ForAll("badDates") String text) {
    assertThat(parsed(HttpDate::parse, text))
        .isEqualTo(
            parsed(it -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(it, Instant::from), text));
  }

  private static Optional<Instant> parsed(Function<String, Instant> reader, String text) {
    try {
      return Optional.of(reader.apply(text));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  @Provide
  Arbitrary<Instant> seconds() {
    return Arbitraries.longs()
        .between(-62_135_596_800L, 253_402_300_799L)
        .map(Instant::ofEpochSecond);
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
