package dev.waybill.aws;

import dev.waybill.digest.ReportedChecksum;
import dev.waybill.model.ObjectAttributes;
import dev.waybill.promotion.CopyResult;
import dev.waybill.record.object.Encryption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Conversions of SDK responses about objects to the model. */
public final class ObjectResponses {
  private static final String COMPOSITE = "COMPOSITE";

  private ObjectResponses() {}

  /** Returns the attributes in the response to a GET. */
  public static ObjectAttributes attributes(GetObjectResponse response) {
    return new ObjectAttributes(
        response.contentLength(),
        RawObjects.unquoted(response.eTag()),
        response.checksumSHA256(),
        response.checksumTypeAsString(),
        encryption(
            response.serverSideEncryptionAsString(),
            response.ssekmsKeyId(),
            response.bucketKeyEnabled()),
        SystemHeaders.of(response),
        response.metadata(),
        response.tagCount(),
        response.lastModified());
  }

  /** Returns the attributes in the response to a HEAD. */
  static ObjectAttributes attributes(HeadObjectResponse response) {
    return new ObjectAttributes(
        response.contentLength(),
        RawObjects.unquoted(response.eTag()),
        response.checksumSHA256(),
        response.checksumTypeAsString(),
        encryption(
            response.serverSideEncryptionAsString(),
            response.ssekmsKeyId(),
            response.bucketKeyEnabled()),
        SystemHeaders.of(response),
        response.metadata(),
        response.tagCount(),
        response.lastModified());
  }

  /** Returns the checksum that S3 has stored since the upload; null for none. */
  public static @Nullable ReportedChecksum uploadChecksum(GetObjectResponse response) {
    Map<String, String> stored = new LinkedHashMap<>();
    stored.put("SHA256", response.checksumSHA256());
    stored.put("CRC64NVME", response.checksumCRC64NVME());
    stored.put("CRC32C", response.checksumCRC32C());
    stored.put("CRC32", response.checksumCRC32());
    stored.put("SHA1", response.checksumSHA1());
    // S3 always writes the number of parts behind a composite.
    return stored.entrySet().stream()
        .filter(it -> it.getValue() != null)
        .findFirst()
        .map(
            it ->
                new ReportedChecksum(
                    it.getKey(),
                    it.getValue(),
                    COMPOSITE.equals(response.checksumTypeAsString())
                        || it.getValue().contains("-")))
        .orElse(null);
  }

  private static Encryption encryption(
      @Nullable String algorithm, @Nullable String key, @Nullable Boolean bucketKey) {
    return new Encryption(algorithm, key, Objects.requireNonNullElse(bucketKey, false));
  }

  /** Returns the result of a copy in one request. */
  public static CopyResult copyResult(CopyObjectResponse response) {
    CopyObjectResult copy = response.copyObjectResult();
    return new CopyResult(
        response.versionId(), copy.checksumSHA256(), COMPOSITE.equals(copy.checksumTypeAsString()));
  }

  /** Returns the result of a copy in parts. */
  static CopyResult copyResult(CompleteMultipartUploadResponse response) {
    return new CopyResult(response.versionId(), response.checksumSHA256(), true);
  }
}
