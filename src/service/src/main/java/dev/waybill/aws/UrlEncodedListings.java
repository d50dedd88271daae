package dev.waybill.aws;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/**
 * Interceptor that has S3 percent-encode the keys of every listing; the SDK decodes them. A key may
 * hold characters that XML cannot, and one such neighbor would make a whole listing unreadable.
 */
final class UrlEncodedListings implements ExecutionInterceptor {
  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    SdkRequest request = context.request();
    if (request instanceof ListObjectVersionsRequest versions) {
      return versions.toBuilder().encodingType(EncodingType.URL).build();
    }
    if (request instanceof ListObjectsV2Request objects) {
      return objects.toBuilder().encodingType(EncodingType.URL).build();
    }
    return request instanceof ListMultipartUploadsRequest uploads
        ? uploads.toBuilder().encodingType(EncodingType.URL).build()
        : request;
  }
}
