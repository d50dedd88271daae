package dev.waybill.localcloud.athena;

/**
 * A place in S3.
 *
 * @param key may be empty
 */
record S3Uri(String bucket, String key) {
  private static final String SCHEME = "s3://";

  /** Reads {@code s3://bucket/key}; an IllegalArgumentException when it is none. */
  static S3Uri parse(String uri) {
    if (!uri.startsWith(SCHEME)) {
      throw new IllegalArgumentException("no s3://bucket/key: " + uri);
    }
    String rest = uri.substring(SCHEME.length());
    int slash = rest.indexOf('/');
    return slash < 0
        ? new S3Uri(rest, "")
        : new S3Uri(rest.substring(0, slash), rest.substring(slash + 1));
  }

  /** What lies in this folder under a name. */
  S3Uri file(String name) {
    return new S3Uri(bucket, key.isEmpty() || key.endsWith("/") ? key + name : key + "/" + name);
  }

  @Override
  public String toString() {
    return SCHEME + bucket + "/" + key;
  }
}
