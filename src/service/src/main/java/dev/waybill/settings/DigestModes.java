package dev.waybill.settings;

/**
 * Source of the sealed digest for each object. A further scope has a mode of its own; the others
 * follow {@code waybill.digest.mode}.
 *
 * @param digest mode of the default scope and of canaries
 * @param scopes scopes of custody
 */
public record DigestModes(DigestSettings digest, CustodyScopes scopes) {
  /** Returns true when the digest that S3 states is sealed for this object. */
  public boolean isByServer(String bucket, String key) {
    return scopes
        .ofSource(bucket, key)
        .map(RawSettings::byServer)
        .orElseGet(() -> digest.isByServer(key));
  }

  /** Returns true when the digest that S3 states is sealed for some objects. */
  public boolean isAnyByServer() {
    return digest.byServer()
        || scopes.all().stream().anyMatch(it -> Boolean.TRUE.equals(it.byServer()));
  }
}
