package dev.waybill.reconcile.place;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Source of a copy.
 *
 * @param key key of the source
 * @param versionId version id of the source
 */
record LoggedCopySource(String key, String versionId) {
  private static final String VERSION = "?versionId=";

  /**
   * Parses a source as a request states it, untrusted.
   *
   * @param bucket the only bucket that counts
   * @return empty when it is not legal, is in another bucket or states no version
   */
  static Optional<LoggedCopySource> parse(String text, String bucket) {
    String path = text.startsWith("/") ? text.substring(1) : text;
    int version = path.lastIndexOf(VERSION);
    if (version < 0 || !path.startsWith(bucket + "/")) {
      return Optional.empty();
    }
    String key = path.substring(bucket.length() + 1, version);
    String versionId = path.substring(version + VERSION.length());
    try {
      // A plus sign is one in a copy source, and the decoder is one of forms.
      String decoded = URLDecoder.decode(key.replace("+", "%2B"), StandardCharsets.UTF_8);
      return versionId.isEmpty()
          ? Optional.empty()
          : Optional.of(new LoggedCopySource(decoded, versionId));
    } catch (IllegalArgumentException notLegal) {
      return Optional.empty();
    }
  }
}
