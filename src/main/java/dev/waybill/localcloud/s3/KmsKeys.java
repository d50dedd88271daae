package dev.waybill.localcloud.s3;

/** Resolves KMS keys. */
@FunctionalInterface
public interface KmsKeys {
  /** The ARN of a key given by id, ARN or alias; a StoreException when it cannot be used. */
  String keyArn(String idOrAlias);
}
