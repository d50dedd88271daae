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
  void parsesAlteredHttpDateLikeTheJdk(@ForAll("alteredDates") String text) {
    assertThat(parse(HttpDate::parse, text))
        .isEqualTo(
            parse(it -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(it, Instant::from), text));
  }

  private static Optional<Instant> parse(Function<String, Instant> reader, String text) {
    try {
      return Optional.of(reader.apply(text));
    } catch (DateTimeException invalid) {
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
  Arbitrary<String> alteredDates() {
    return altered(
        seconds()
            .map(at -> DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC))));
  }

  private static Arbitrary<String> altered(Arbitrary<String> texts) {
    return Combinators.combine(
            texts,
            Arbitraries.integers().between(0, 30),
            Arbitraries.of("", "0", "9", "3", "x", " "))
        .as(
            (text, index, replacement) -> {
              int position = Math.min(index, text.length() - 1);
              return text.substring(0, position) + replacement + text.substring(position + 1);
            });
  }
}
