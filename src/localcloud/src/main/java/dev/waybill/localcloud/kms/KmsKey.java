package dev.waybill.localcloud.kms;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A key as it is kept.
 *
 * @param id a UUID
 * @param spec SYMMETRIC_DEFAULT or ECC_NIST_P256
 * @param usage ENCRYPT_DECRYPT or SIGN_VERIFY
 * @param description foreign text
 * @param manager CUSTOMER or AWS
 * @param state Enabled, Disabled or PendingDeletion
 * @param created seconds of the epoch
 * @param deletion seconds of the epoch; 0 when it is not to be deleted
 * @param rotation days between rotations; 0 when it is not rotated
 * @param policy its policy, JSON
 * @param tags foreign text
 * @param secret base64 of 32 bytes, or of a PKCS#8 private key
 * @param publicKey base64 of a SubjectPublicKeyInfo; empty for a symmetric key
 */
record KmsKey(
    String id,
    String spec,
    String usage,
    String description,
    String manager,
    String state,
    long created,
    long deletion,
    int rotation,
    String policy,
    Map<String, String> tags,
    String secret,
    String publicKey) {
  static final String ENABLED = "Enabled";
  static final String DISABLED = "Disabled";
  static final String PENDING_DELETION = "PendingDeletion";
  static final String SYMMETRIC = "SYMMETRIC_DEFAULT";
  static final String P256 = "ECC_NIST_P256";
  static final String ENCRYPT = "ENCRYPT_DECRYPT";
  static final String SIGN = "SIGN_VERIFY";

  KmsKey {
    tags = Map.copyOf(tags);
  }

  boolean isSymmetric() {
    return SYMMETRIC.equals(spec);
  }

  boolean isOurs() {
    return "CUSTOMER".equals(manager);
  }

  KmsKey described(String to) {
    return with(to, state, deletion, rotation, policy, tags);
  }

  KmsKey in(String newState, long newDeletion) {
    return with(description, newState, newDeletion, rotation, policy, tags);
  }

  KmsKey rotated(int days) {
    return with(description, state, deletion, days, policy, tags);
  }

  KmsKey governedBy(String newPolicy) {
    return with(description, state, deletion, rotation, newPolicy, tags);
  }

  KmsKey tagged(UnaryOperator<Map<String, String>> change) {
    Map<String, String> changed = change.apply(new TreeMap<>(tags));
    return with(description, state, deletion, rotation, policy, changed);
  }

  private KmsKey with(
      String newDescription,
      String newState,
      long newDeletion,
      int newRotation,
      String newPolicy,
      Map<String, String> newTags) {
    return new KmsKey(
        id,
        spec,
        usage,
        newDescription,
        manager,
        newState,
        created,
        newDeletion,
        newRotation,
        newPolicy,
        newTags,
        secret,
        publicKey);
  }

  @Override
  public String toString() {
    return "KmsKey[" + id + "]";
  }
}
