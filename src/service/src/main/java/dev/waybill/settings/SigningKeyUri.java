package dev.waybill.settings;

import org.jspecify.annotations.Nullable;

/**
 * Value of {@code waybill.signing.key}: a keystore, a key of KMS that signs each record, or a key
 * of KMS that delegates.
 */
final class SigningKeyUri {
  /** Scheme of a key of KMS that signs each record; the form of cosign. */
  static final String EACH = "awskms:///";

  /** Scheme of a key of KMS that signs delegations. */
  static final String DELEGATED = "awskms-delegated:///";

  static final SettingType<String> TYPE =
      SettingType.text(
          "pkcs12:FILE#ALIAS, awskms-delegated:///KEY, awskms:///KEY, or the KEY alone",
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
    for (String scheme : new String[] {EACH, DELEGATED}) {
      if (text.startsWith(scheme)) {
        return text.substring(scheme.length());
      }
    }
    return text;
  }

  /** Returns the key of KMS; null for a keystore. A key without a scheme delegates. */
  static @Nullable KmsSigning kms(String text) {
    return text.equals(SettingDeclaration.NONE) || isKeystore(text)
        ? null
        : new KmsSigning(kmsKey(text), !text.startsWith(EACH));
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
