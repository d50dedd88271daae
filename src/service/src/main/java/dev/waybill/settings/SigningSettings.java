package dev.waybill.settings;

import java.nio.file.Path;

/**
 * The key that signs records.
 *
 * @param keystore {@code waybill.signing.keystore}: a PKCS#12 file
 * @param password {@code waybill.signing.password}
 * @param alias {@code waybill.signing.alias}
 */
public record SigningSettings(Path keystore, Secret password, String alias) {
  /**
   * @throws IllegalArgumentException when the alias is blank
   */
  public SigningSettings {
    InvalidSettingException.unless(!alias.isBlank(), Keys.KEY_ALIAS.name(), "must not be blank");
  }
}
