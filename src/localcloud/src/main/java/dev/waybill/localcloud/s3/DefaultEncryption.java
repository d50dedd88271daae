package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.wire.BoundedCache;
import dev.waybill.localcloud.wire.XmlReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The encryption that a bucket gives its new objects.
 *
 * @param key of KMS, as it was named; null when none was
 * @param bucketKey as it was written; null when it was not
 */
record DefaultEncryption(String algorithm, @Nullable String key, @Nullable String bucketKey) {
  static final String USUAL = "AES256";

  private static final DefaultEncryption NONE = new DefaultEncryption(USUAL, null, null);

  /** Every write needs it, and reading the document takes as long as the rest of a write. */
  private static final BoundedCache<String, DefaultEncryption> READ =
      new BoundedCache<>(DefaultEncryption::read);

  /**
   * Of a bucket's encryption configuration.
   *
   * @param configuration as it was put
   */
  static DefaultEncryption of(Optional<String> configuration) {
    return configuration.map(READ::get).orElse(NONE);
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
        algorithm == null ? USUAL : algorithm, by.text("KMSMasterKeyID"), bucketKey);
  }
}
