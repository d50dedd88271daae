package dev.waybill.localcloud.cloudtrail;

/** Resolves the KMS keys of trails, given by id, ARN, alias or alias ARN. */
public interface TrailKeys {
  /** The ARN of a key that exists; a JsonError when there is none. */
  String existingArn(String reference);

  /** The ARN of a key that can be used; a JsonError when there is none or it cannot. */
  String usableArn(String reference);
}
