package dev.waybill.trail.digest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Key of a digest file.
 *
 * @param key the key
 * @param chain chain of digests that it belongs to
 * @param end end of the time that the digest covers
 */
public record DigestKey(String key, Chain chain, Instant end) {
  private static final Pattern FORM =
      Pattern.compile(
          "(.*)CloudTrail-Digest/([a-z0-9-]+)/(\\d{4}/\\d{2}/\\d{2})/"
              + "(\\d{12})_CloudTrail-Digest_([a-z0-9-]+)_([A-Za-z0-9._-]+)_([a-z0-9-]+)_"
              + "(\\d{8}T\\d{6}Z)(_backfill)?\\.json\\.gz");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT);

  /**
   * Chain of digests of one trail in one region and account.
   *
   * @param root prefix of the account's files, such as {@code AWSLogs/123456789012/}
   * @param home home region of the trail
   * @param backfill whether it is the chain of the digests of late log files
   */
  public record Chain(
      String root, String account, String region, String trail, String home, boolean backfill) {}

  /**
   * Parses the key of a digest in the place where CloudTrail puts it; empty for any other key, such
   * as one in the folder of another day.
   */
  public static Optional<DigestKey> parse(String key) {
    Matcher form = FORM.matcher(key);
    if (!form.matches()) {
      return Optional.empty();
    }
    String root = form.group(1);
    String account = form.group(4);
    String region = form.group(2);
    try {
      LocalDateTime end = LocalDateTime.parse(form.group(8), TIME);
      boolean isInPlace =
          root.endsWith(account + "/")
              && region.equals(form.group(5))
              && DAY.format(end).equals(form.group(3));
      Chain chain =
          new Chain(root, account, region, form.group(6), form.group(7), form.group(9) != null);
      return isInPlace
          ? Optional.of(new DigestKey(key, chain, end.toInstant(ZoneOffset.UTC)))
          : Optional.empty();
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
