package dev.waybill.verify;

import dev.waybill.record.object.PercentEncoding;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Address of one object as a user enters it: {@code s3://bucket/key[?versionId=…]}.
 *
 * <p>Users paste both raw keys and the percent-encoded URIs that Waybill prints. A path that equals
 * Waybill's encoding of some key is decoded to that key; any other path is taken literally. Encode
 * a raw key that looks encoded: {@code a%20b} becomes {@code a%2520b}.
 *
 * @param bucket the bucket, not empty
 * @param key the key, decoded, not empty
 * @param versionId the version; null for the current one
 */
public record S3Address(String bucket, String key, @Nullable String versionId) {
  private static final String SCHEME = "s3://";
  private static final String VERSION = "?versionId=";

  /** Returns true when a text starts like an address. */
  public static boolean looksLikeOne(String text) {
    return text.startsWith(SCHEME);
  }

  /**
   * Parses an address.
   *
   * @throws IllegalArgumentException with the expected form
   */
  public static S3Address parse(String text) {
    String rest = text.substring(SCHEME.length());
    int version = rest.lastIndexOf(VERSION);
    String path = version < 0 ? rest : rest.substring(0, version);
    String versionId = version < 0 ? null : rest.substring(version + VERSION.length());
    int slash = path.indexOf('/');
    boolean hasAll =
        slash > 0 && slash < path.length() - 1 && (versionId == null || !versionId.isEmpty());
    if (!hasAll) {
      throw new IllegalArgumentException("must be s3://bucket/key or s3://bucket/key?versionId=ID");
    }
    return new S3Address(
        path.substring(0, slash),
        decode(path.substring(slash + 1), PercentEncoding::path),
        versionId == null ? null : decode(versionId, PercentEncoding::component));
  }

  /** Decodes a text that equals its own encoding; returns any other text as it is. */
  private static String decode(String text, UnaryOperator<String> encoding) {
    try {
      // URLDecoder would decode a plus sign to a space.
      String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
      return encoding.apply(decoded).equals(text) ? decoded : text;
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
