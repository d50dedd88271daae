package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.wire.BoundedCache;
import dev.waybill.localcloud.wire.XmlReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Default encryption of new objects in a bucket.
 *
 * @param algorithm the encryption algorithm
 * @param key the KMS key as the configuration names it, or null
 * @param bucketKey the text of BucketKeyEnabled, or null
 */
record DefaultEncryption(String algorithm, @Nullable String key, @Nullable String bucketKey) {
  static final String DEFAULT_ALGORITHM = "AES256";

  private static final DefaultEncryption NONE =
      new DefaultEncryption(DEFAULT_ALGORITHM, null, null);

  /** Cached because every write needs it and parsing takes as long as the rest of a write. */
  private static final BoundedCache<String, DefaultEncryption> CACHE =
      new BoundedCache<>(DefaultEncryption::read);

  /**
   * Returns the default encryption in a bucket's encryption configuration.
   *
   * @param configuration the stored document; empty when there is none
   */
  static DefaultEncryption of(Optional<String> configuration) {
    return configuration.map(CACHE::get).orElse(NONE);
  }

  private static DefaultEncryption read(String document) {
    return XmlReader.parse(document.getBytes(StandardCharsets.UTF_8)).children("Rule").stream()
        .findFirst()
        .flatMap(DefaultEncryption::ofRule)
        .orElse(NONE);
  }

  private static Optional<DefaultEncryption> ofRule(XmlReader rule) {
    return rule.children("ApplyServerSideEncryptionByDefault").stream()
        .findFirst()
        .map(by -> of(by, rule.text("BucketKeyEnabled")));
  }

  private static DefaultEncryption of(XmlReader by, @Nullable String bucketKey) {
    String algorithm = by.text("SSEAlgorithm");
    return new DefaultEncryption(
        algorithm == null ? DEFAULT_ALGORITHM : algorithm, by.text("KMSMasterKeyID"), bucketKey);
  }
}
