package dev.waybill.startup;

import dev.waybill.settings.Settings;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Lookup of the KMS key that objects must be encrypted under. */
public final class KmsKeyCheck {
  private KmsKeyCheck() {}

  /**
   * Returns the ARN of the expected key. The key is looked up once, so that an alias that is moved
   * later does not change what this instance expects.
   *
   * @return the ARN; null when no key is required
   * @throws StartupException when the key is absent or disabled, or may not be described
   */
  public static @Nullable String expected(KmsClient kms, Settings settings) {
    if (!settings.requireKms()) {
      return null;
    }
    KeyMetadata key = describe(kms, settings.kmsKey());
    if (!Boolean.TRUE.equals(key.enabled())) {
      throw StartupException.configuration(
          "waybill.kms.key: "
              + settings.kmsKey()
              + " is "
              + key.keyStateAsString()
              + "; enable it, or name the key that objects are encrypted under");
    }
    return key.arn();
  }

  private static KeyMetadata describe(KmsClient kms, String key) {
    try {
      return kms.describeKey(describe -> describe.keyId(key)).keyMetadata();
    } catch (KmsException e) {
      if (e.statusCode() >= 500) {
        throw e;
      }
      throw StartupException.configuration(
          "waybill.kms.key: "
              + key
              + " cannot be looked up ("
              + e.awsErrorDetails().errorCode()
              + "); does it exist in this account and region, and may this role call"
              + " kms:DescribeKey? To accept objects under any key set waybill.kms.require=false",
          e);
    }
  }
}
