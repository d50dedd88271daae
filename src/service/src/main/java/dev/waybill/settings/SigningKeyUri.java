package dev.waybill.settings;

import org.jspecify.annotations.Nullable;

/** Value of {@code waybill.signing.key}: a keystore, or a key of KMS that signs each record. */
final class SigningKeyUri {
  /** Scheme of a key of KMS that signs each record; the form of cosign. */
  static final String KMS = "awskms:///";

  static final SettingType<String> TYPE =
      SettingType.text(
          "pkcs12:FILE#ALIAS or awskms:///KEY",
          ", with the id, the ARN or the alias of a KMS key such as alias/waybill-signing",
          text -> isKeystore(text) || AwsNames.KMS_KEY.legal().test(kmsKey(text)));

  private static final String KEYSTORE = "pkcs12:";
  private static final char ALIAS = '#';
  private static final String UNUSED = "not-set";

  private SigningKeyUri() {}

  private static boolean isKeystore(String text) {
    int alias = text.lastIndexOf(ALIAS);
    return text.startsWith(KEYSTORE) && alias > KEYSTORE.length() && alias < text.length() - 1;
  }

  private static String kmsKey(String text) {
    return text.startsWith(KMS) ? text.substring(KMS.length()) : "";
  }

  /** Returns the key of KMS; null for a keystore. */
  static @Nullable KmsSigning kms(String text) {
    return text.startsWith(KMS) ? new KmsSigning(kmsKey(text)) : null;
  }

  /**
   * Lays the settings that a value replaces: file and alias of a keystore, or placeholders where a
   * key of KMS needs none.
   */
  static void apply(SettingLayers layers) {
    SettingEntry entry = layers.entry(ServiceDeclarations.SIGNING_KEY.key());
    if (entry == null || entry.value().equals(SettingDeclaration.NONE)) {
      return;
    }
    String text = entry.value();
    if (isKeystore(text)) {
      int alias = text.lastIndexOf(ALIAS);
      layers.putDefault(
          ServiceDeclarations.KEYSTORE, text.substring(KEYSTORE.length(), alias), entry.origin());
      layers.putDefault(ServiceDeclarations.KEY_ALIAS, text.substring(alias + 1), entry.origin());
    } else {
      putUnused(layers, ServiceDeclarations.KEYSTORE);
      putUnused(layers, ServiceDeclarations.KEYSTORE_PASSWORD);
      putUnused(layers, ServiceDeclarations.KEY_ALIAS);
    }
  }

  private static void putUnused(SettingLayers layers, SettingDeclaration<?> declaration) {
    if (layers.entry(declaration.key()) == null) {
      layers.putDefault(declaration, UNUSED, SettingsLoader.NOT_SIGNING);
    }
  }
}
