package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import dev.waybill.localcloud.wire.XmlReader;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Handler of UpdateObjectEncryption, which changes the KMS key of a version in place. Version id,
 * ETag, checksums and times stay, and no event is sent.
 */
final class ObjectEncryptionHandler {
  private static final Pattern KEY_ARN =
      Pattern.compile("arn:aws[a-zA-Z0-9-]*:kms:[a-z0-9-]+:([0-9]{12}):key/[a-zA-Z0-9-]+");
  private static final Set<String> BOOLEANS = Set.of("true", "false");

  private final String account;

  /**
   * @param account the owner of every bucket
   */
  ObjectEncryptionHandler(String account) {
    this.account = account;
  }

  void update(S3Call call) throws IOException {
    XmlReader document = call.xmlBody();
    List<XmlReader> kms = document.children("SSE-KMS");
    if (!document.name().equals("ObjectEncryption")) {
      throw new StoreException(S3ErrorCode.MALFORMED_XML);
    }
    if (kms.size() != 1) {
      throw invalid(
          "Requests that modify an object encryption configuration require a valid new encryption"
              + " type. Valid values are SSEKMS.");
    }
    String bucketKey = Objects.requireNonNullElse(kms.get(0).text("BucketKeyEnabled"), "false");
    if (!BOOLEANS.contains(bucketKey)) {
      throw invalid("The BucketKeyEnabled value isn't valid. Valid values are true or false.");
    }
    String key = call.context().keys().usableKeyArn(keyArn(kms.get(0)));
    requireSupported(ObjectLookup.existing(call));
    call.bucket()
        .setEncryption(
            call.key(),
            call.query("versionId"),
            stored -> EncryptionHeaders.underKey(stored, key, bucketKey.equals("true")));
    call.empty(200);
  }

  private String keyArn(XmlReader kms) {
    String arn = kms.text("KMSKeyArn");
    Matcher matcher = KEY_ARN.matcher(String.valueOf(arn));
    if (arn == null || !matcher.matches()) {
      throw invalid(
          "Requests that modify an object's encryption type to SSE-KMS require a valid AWS KMS key"
              + " Amazon Resource Name (ARN).");
    }
    if (!matcher.group(1).equals(account)) {
      throw new StoreException(
          S3ErrorCode.ACCESS_DENIED,
          "The AWS KMS key in the request must be owned by the same account as the bucket.");
    }
    return arn;
  }

  private static void requireSupported(StoredVersion version) {
    if (EncryptionHeaders.isDualLayer(version.headers())) {
      throw invalid(
          "The UpdateObjectEncryption operation doesn't support source objects with the encryption"
              + " type DSSE-KMS or SSE-C. Only source objects encrypted with SSE-S3 or SSE-KMS are"
              + " supported.");
    }
  }

  private static StoreException invalid(String message) {
    return new StoreException(S3ErrorCode.INVALID_REQUEST, message);
  }
}
