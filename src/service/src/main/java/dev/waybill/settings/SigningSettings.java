package dev.waybill.settings;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Key that signs records, in a file or in KMS.
 *
 * @param keystore PKCS#12 file
 * @param password password of the file
 * @param alias alias of the key in the file
 * @param kms key of KMS, which replaces the file; null when the key is in the file
 * @param trustedKeys file with the list of trusted keys; null when the certificates of the keystore
 *     or the key of KMS are trusted
 */
public record SigningSettings(
    Path keystore,
    Secret password,
    String alias,
    @Nullable KmsSigning kms,
    @Nullable Path trustedKeys) {
  /**
   * @throws IllegalArgumentException when the alias is blank
   */
  public SigningSettings {
    InvalidSettingException.unless(
        !alias.isBlank(), ServiceDeclarations.KEY_ALIAS.key(), "must not be blank");
  }

  /** Returns the key of KMS that delegates to keys in memory; empty when no key does. */
  public Optional<KmsSigning> delegator() {
    return Optional.ofNullable(kms).filter(KmsSigning::delegated);
  }
}
