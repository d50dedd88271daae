package dev.waybill.localcloud.cloudtrail;

/** Lookup of the KMS keys of trails by id, ARN, alias or alias ARN. */
public interface TrailKeys {
  /**
   * Returns the ARN of an existing key.
   *
   * @throws dev.waybill.localcloud.service.JsonError if the key does not exist
   */
  String existingArn(String reference);

  /**
   * Returns the ARN of a usable key.
   *
   * @throws dev.waybill.localcloud.service.JsonError if the key does not exist or cannot be used
   */
  String usableArn(String reference);
}
