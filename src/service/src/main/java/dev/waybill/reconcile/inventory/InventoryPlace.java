package dev.waybill.reconcile.inventory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Place at which S3 delivers the reports of an inventory configuration.
 *
 * @param bucket bucket of the reports
 * @param prefix prefix of everything that is delivered; ends with a slash
 * @param sourceBucket bucket that is listed
 * @param configuration id of the configuration
 */
public record InventoryPlace(
    String bucket, String prefix, String sourceBucket, String configuration) {
  private static final Pattern URI =
      Pattern.compile(
          "s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/"
              + "((?:.+/)?([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/([A-Za-z0-9._-]{1,64}))/?");

  /**
   * Reads a place.
   *
   * @param uri {@code s3://bucket/prefix/source-bucket/config-id}; the prefix may be missing
   * @throws IllegalArgumentException when it is none
   */
  public static InventoryPlace of(String uri) {
    Matcher parts = URI.matcher(uri);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "not s3://bucket/prefix/source-bucket/configuration-id: " + uri);
    }
    return new InventoryPlace(parts.group(1), parts.group(2) + "/", parts.group(3), parts.group(4));
  }

  /** Returns the URI of an object of the place's bucket. */
  String uri(String key) {
    return "s3://" + bucket + "/" + key;
  }
}
