package dev.waybill.localcloud.kms;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** Makes keys. */
final class KeyMaterial {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;
  private static final int A_YEAR = 365;

  private KeyMaterial() {}

  static KmsKey customer(
      String spec, String description, String policy, Map<String, String> tags, long now) {
    KeyPair pair = spec.equals(KmsKey.P256) ? pair() : null;
    return new KmsKey(
        UUID.randomUUID().toString(),
        spec,
        pair == null ? KmsKey.ENCRYPT : KmsKey.SIGN,
        description,
        "CUSTOMER",
        KmsKey.ENABLED,
        now,
        0,
        0,
        policy,
        tags,
        base64(pair == null ? random(BYTES) : pair.getPrivate().getEncoded()),
        pair == null ? "" : base64(pair.getPublic().getEncoded()));
  }

  static KmsKey awsManaged(String alias, String account, long now) {
    String service = alias.substring(alias.lastIndexOf('/') + 1);
    return new KmsKey(
        UUID.randomUUID().toString(),
        KmsKey.SYMMETRIC,
        KmsKey.ENCRYPT,
        "Default key that protects my " + service + " data when no other key is defined",
        "AWS",
        KmsKey.ENABLED,
        now,
        0,
        A_YEAR,
        KeyPolicies.usual(account),
        Map.of(),
        base64(random(BYTES)),
        "");
  }

  static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
