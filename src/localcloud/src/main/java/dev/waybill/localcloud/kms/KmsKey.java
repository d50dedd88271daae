package dev.waybill.localcloud.kms;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Stored key.
 *
 * @param id the UUID of the key
 * @param spec the key spec, SYMMETRIC_DEFAULT or ECC_NIST_P256
 * @param usage the key usage, ENCRYPT_DECRYPT or SIGN_VERIFY
 * @param description the description; untrusted input
 * @param manager the manager of the key, CUSTOMER or AWS
 * @param state the state, Enabled, Disabled or PendingDeletion
 * @param created the creation time in seconds since the epoch
 * @param deletion the scheduled deletion in seconds since the epoch; 0 for none
 * @param rotation the days between rotations; 0 for no rotation
 * @param policy the key policy in JSON
 * @param tags the tags; untrusted input
 * @param secret the base64 of a 32-byte symmetric key or of a PKCS#8 private key
 * @param publicKey the base64 of a SubjectPublicKeyInfo; empty for a symmetric key
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

  boolean isCustomerManaged() {
    return "CUSTOMER".equals(manager);
  }

  KmsKey withDescription(String to) {
    return with(to, state, deletion, rotation, policy, tags);
  }

  KmsKey withState(String newState, long newDeletion) {
    return with(description, newState, newDeletion, rotation, policy, tags);
  }

  KmsKey withRotation(int days) {
    return with(description, state, deletion, days, policy, tags);
  }

  KmsKey withPolicy(String newPolicy) {
    return with(description, state, deletion, rotation, newPolicy, tags);
  }

  KmsKey withTags(UnaryOperator<Map<String, String>> change) {
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
