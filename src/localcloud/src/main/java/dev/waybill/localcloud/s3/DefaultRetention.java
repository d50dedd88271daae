package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.Retention;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The retention that a bucket gives its new objects.
 *
 * @param mode of the retention
 * @param days how long; at least one
 */
record DefaultRetention(Retention.Mode mode, long days) {
  private static final long DAYS_OF_A_YEAR = 365;
  private static final long MOST_YEARS = 100;

  /**
   * Reads an object lock configuration.
   *
   * @return empty when it has no rule
   * @throws StoreException MalformedXML when its rule is none
   */
  static Optional<DefaultRetention> of(XmlReader configuration) {
    return configuration.children("Rule").stream()
        .findFirst()
        .flatMap(rule -> rule.children("DefaultRetention").stream().findFirst())
        .map(rule -> of(rule.text("Mode"), rule.text("Days"), rule.text("Years")));
  }

  private static DefaultRetention of(
      @Nullable String mode, @Nullable String days, @Nullable String years) {
    if ((days == null) == (years == null)) {
      throw new StoreException(S3ErrorCode.MALFORMED_XML);
    }
    long length =
        days != null
            ? number(days, MOST_YEARS * DAYS_OF_A_YEAR)
            : number(years, MOST_YEARS) * DAYS_OF_A_YEAR;
    return new DefaultRetention(mode(mode), length);
  }

  private static long number(@Nullable String text, long most) {
    try {
      long number = Long.parseLong(String.valueOf(text));
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new StoreException(S3ErrorCode.MALFORMED_XML);
    }
    throw new StoreException(S3ErrorCode.MALFORMED_XML);
  }

  /** A mode as a document names it. */
  static Retention.Mode mode(@Nullable String name) {
    for (Retention.Mode mode : Retention.Mode.values()) {
      if (mode.name().equals(name)) {
        return mode;
      }
    }
    throw new StoreException(S3ErrorCode.MALFORMED_XML);
  }

  Retention from(Instant now) {
    return new Retention(mode, now.plus(Duration.ofDays(days)));
  }
}
