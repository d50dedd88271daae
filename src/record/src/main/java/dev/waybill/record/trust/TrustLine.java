package dev.waybill.record.trust;

import dev.waybill.record.object.UtcTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Line of a trust list: {@code SHA256:… [not-before=T] [not-after=T] [revoked-at=T]}.
 *
 * @param keyId fingerprint of the key
 * @param period limits of the key
 */
record TrustLine(String keyId, TrustPeriod period) {
  private static final Pattern KEY_ID = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");
  private static final String NOT_BEFORE = "not-before";
  private static final String NOT_AFTER = "not-after";
  private static final String REVOKED_AT = "revoked-at";
  private static final Set<String> NAMES = Set.of(NOT_BEFORE, NOT_AFTER, REVOKED_AT);

  /**
   * Parses a line; empty when it is blank or a comment.
   *
   * @throws IllegalArgumentException when the line is anything else
   */
  static Optional<TrustLine> parse(String line) {
    int comment = line.indexOf('#');
    String content = (comment < 0 ? line : line.substring(0, comment)).strip();
    if (content.isEmpty()) {
      return Optional.empty();
    }
    List<String> words = Arrays.asList(content.split("\\s+"));
    if (!KEY_ID.matcher(words.get(0)).matches()) {
      throw new IllegalArgumentException(
          "must begin with the fingerprint of a key, SHA256: and 43 characters of base64");
    }
    Map<String, Instant> times = new HashMap<>();
    words.subList(1, words.size()).forEach(word -> add(word, times));
    return Optional.of(
        new TrustLine(
            words.get(0),
            new TrustPeriod(times.get(NOT_BEFORE), times.get(NOT_AFTER), times.get(REVOKED_AT))));
  }

  private static void add(String word, Map<String, Instant> times) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    if (equals < 0 || !NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "after the fingerprint, only not-before=, not-after= and revoked-at= are allowed");
    }
    if (times.put(name, time(name, word.substring(equals + 1))) != null) {
      throw new IllegalArgumentException(name + " is given twice");
    }
  }

  private static Instant time(String name, String text) {
    try {
      return UtcTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          name + " must be a time in UTC such as 2030-01-31T00:00:00Z", e);
    }
  }

  /** Returns the line as text. */
  String text() {
    return keyId
        + field(NOT_BEFORE, period.notBefore())
        + field(NOT_AFTER, period.notAfter())
        + field(REVOKED_AT, period.revokedAt());
  }

  private static String field(String name, @Nullable Instant time) {
    return time == null ? "" : " " + name + "=" + time;
  }
}
