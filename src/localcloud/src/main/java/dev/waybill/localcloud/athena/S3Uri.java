package dev.waybill.localcloud.athena;

/**
 * URI of an object or a key prefix in S3.
 *
 * @param bucket the name of the bucket
 * @param key the key or prefix; may be empty
 */
record S3Uri(String bucket, String key) {
  private static final String SCHEME = "s3://";

  /**
   * Parses {@code s3://bucket/key}.
   *
   * @throws IllegalArgumentException if the text is not such a URI
   */
  static S3Uri parse(String uri) {
    if (!uri.startsWith(SCHEME)) {
      throw new IllegalArgumentException("Expected s3://bucket/key but got: " + uri);
    }
    String rest = uri.substring(SCHEME.length());
    int slash = rest.indexOf('/');
    return slash < 0
        ? new S3Uri(rest, "")
        : new S3Uri(rest.substring(0, slash), rest.substring(slash + 1));
  }

  /** Returns the URI of a file in this folder. */
  S3Uri file(String name) {
    return new S3Uri(bucket, key.isEmpty() || key.endsWith("/") ? key + name : key + "/" + name);
  }

  @Override
  public String toString() {
    return SCHEME + bucket + "/" + key;
  }
}
