package dev.waybill.localcloud.kms;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** Generator of keys and random bytes. */
final class KeyMaterial {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_BYTES = 32;
  private static final int YEARLY_ROTATION_DAYS = 365;

  private KeyMaterial() {}

  static KmsKey newCustomerKey(
      String spec, String description, String policy, Map<String, String> tags, long now) {
    KeyPair pair = spec.equals(KmsKey.P256) ? newKeyPair() : null;
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
        base64(pair == null ? random(KEY_BYTES) : pair.getPrivate().getEncoded()),
        pair == null ? "" : base64(pair.getPublic().getEncoded()));
  }

  static KmsKey newAwsManagedKey(String alias, String account, long now) {
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
        YEARLY_ROTATION_DAYS,
        KeyPolicies.defaultPolicy(account),
        Map.of(),
        base64(random(KEY_BYTES)),
        "");
  }

  static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  private static KeyPair newKeyPair() {
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
