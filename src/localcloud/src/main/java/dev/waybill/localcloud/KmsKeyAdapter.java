package dev.waybill.localcloud;

import dev.waybill.localcloud.cloudtrail.TrailKeys;
import dev.waybill.localcloud.kms.KeyRing;
import dev.waybill.localcloud.s3.KmsKeys;
import dev.waybill.localcloud.service.JsonError;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;

/** KMS keys for S3 and CloudTrail, with each service's own error codes. */
record KmsKeyAdapter(KeyRing ring) implements KmsKeys, TrailKeys {
  @Override
  public String usableKeyArn(String reference) {
    try {
      return ring.usableArn(reference);
    } catch (JsonError error) {
      throw new StoreException(code(error), String.valueOf(error.getMessage()));
    }
  }

  private static S3ErrorCode code(JsonError error) {
    return switch (error.code()) {
      case "DisabledException" -> S3ErrorCode.KMS_DISABLED;
      case "KMSInvalidStateException" -> S3ErrorCode.KMS_INVALID_STATE;
      case "InvalidKeyUsageException" -> S3ErrorCode.KMS_INVALID_KEY_USAGE;
      default -> S3ErrorCode.KMS_NOT_FOUND;
    };
  }

  @Override
  public String existingArn(String reference) {
    return ring.existingArn(reference);
  }

  @Override
  public String usableArn(String reference) {
    return ring.usableArn(reference);
  }
}
