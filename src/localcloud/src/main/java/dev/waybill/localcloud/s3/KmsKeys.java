package dev.waybill.localcloud.s3;

/** Lookup of the KMS keys that encrypt objects. */
public interface KmsKeys {
  /**
   * Returns the ARN of a key that is usable for encryption.
   *
   * @param reference the id, ARN, alias or alias ARN of the key
   * @throws dev.waybill.localcloud.store.StoreException KMS.NotFoundException,
   *     KMS.DisabledException, KMS.KMSInvalidStateException or KMS.InvalidKeyUsageException
   */
  String usableKeyArn(String reference);
}
