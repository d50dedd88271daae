package dev.waybill.aws;

import java.util.Map;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;

/** Start of a multipart upload with headers that no signature covers. */
@FunctionalInterface
public interface UnsignedUpload {
  /**
   * Begins an upload.
   *
   * @param headers the headers to add, by name; each character of a value is one byte
   */
  CreateMultipartUploadResponse begin(
      CreateMultipartUploadRequest request, Map<String, String> headers);
}
