package dev.waybill.localcloud.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;

/** KMS's {@code KeyMetadata} element of a key. */
final class KeyMetadata {
  private KeyMetadata() {}

  static ObjectNode of(KeyRing ring, KmsKey key) {
    ObjectNode metadata =
        JsonCall.newAnswer()
            .put("AWSAccountId", ring.account())
            .put("KeyId", key.id())
            .put("Arn", ring.arn(key))
            .put("CreationDate", key.created())
            .put("Enabled", key.state().equals(KmsKey.ENABLED))
            .put("Description", key.description())
            .put("KeyUsage", key.usage())
            .put("KeyState", key.state())
            .put("Origin", "AWS_KMS")
            .put("KeyManager", key.manager())
            .put("CustomerMasterKeySpec", key.spec())
            .put("KeySpec", key.spec())
            .put("MultiRegion", false);
    if (key.deletion() > 0) {
      metadata.put("DeletionDate", key.deletion());
    }
    if (key.isSymmetric()) {
      metadata.putArray("EncryptionAlgorithms").add(KmsKey.SYMMETRIC);
    } else {
      metadata.putArray("SigningAlgorithms").add(Signatures.ALGORITHM);
    }
    return metadata;
  }
}
