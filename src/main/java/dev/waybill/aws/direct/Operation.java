package dev.waybill.aws.direct;

import java.util.Arrays;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;

/** The calls that are sent directly, each about one object. */
enum Operation {
  GET(GetObjectRequest.class, "GET"),
  HEAD(HeadObjectRequest.class, "HEAD"),
  PUT(PutObjectRequest.class, "PUT"),
  COPY(CopyObjectRequest.class, "PUT"),
  DELETE(DeleteObjectRequest.class, "DELETE");

  private final Class<? extends S3Request> request;
  private final String method;

  Operation(Class<? extends S3Request> request, String method) {
    this.request = request;
    this.method = method;
  }

  String method() {
    return method;
  }

  static boolean isKnown(SdkRequest request) {
    return Arrays.stream(values()).anyMatch(it -> it.request.isInstance(request));
  }
}
