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
 * Default retention of new objects in a bucket.
 *
 * @param mode the mode of the retention
 * @param days the length in days, at least 1
 */
record DefaultRetention(Retention.Mode mode, long days) {
  private static final long DAYS_PER_YEAR = 365;
  private static final long MAX_YEARS = 100;

  /**
   * Parses an Object Lock configuration.
   *
   * @return empty when the configuration has no rule
   * @throws StoreException MalformedXML when the rule is invalid
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
            ? number(days, MAX_YEARS * DAYS_PER_YEAR)
            : number(years, MAX_YEARS) * DAYS_PER_YEAR;
    return new DefaultRetention(mode(mode), length);
  }

  private static long number(@Nullable String text, long max) {
    try {
      long number = Long.parseLong(String.valueOf(text));
      if (number >= 1 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new StoreException(S3ErrorCode.MALFORMED_XML);
    }
    throw new StoreException(S3ErrorCode.MALFORMED_XML);
  }

  /** Parses the name of a retention mode. */
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
