package dev.waybill.settings;

import java.nio.file.Path;

/**
 * Key that signs records.
 *
 * @param keystore PKCS#12 file
 * @param password password of the file
 * @param alias alias of the key in the file
 */
public record SigningSettings(Path keystore, Secret password, String alias) {
  /**
   * @throws IllegalArgumentException when the alias is blank
   */
  public SigningSettings {
    InvalidSettingException.unless(
        !alias.isBlank(), ServiceDeclarations.KEY_ALIAS.key(), "must not be blank");
  }
}
