package dev.waybill.localcloud.s3;

/** Resolves KMS keys. */
public interface KmsKeys {
  /**
   * The ARN of a key that can be used.
   *
   * @param reference an id, ARN, alias or alias ARN
   * @throws dev.waybill.localcloud.store.StoreException KMS.NotFoundException,
   *     KMS.DisabledException, KMS.KMSInvalidStateException or KMS.InvalidKeyUsageException
   */
  String usable(String reference);
}
