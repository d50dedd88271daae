package dev.waybill.aws.direct;

import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Request;

/** S3 operation on a single object that is sent directly. */
final class Operation {
  static final Operation GET =
      new Operation("GET", GetObjectRequest.class, GetObjectResponse.builder().build());
  static final Operation HEAD =
      new Operation("HEAD", HeadObjectRequest.class, HeadObjectResponse.builder().build());
  static final Operation PUT =
      new Operation("PUT", PutObjectRequest.class, PutObjectResponse.builder().build());
  static final Operation COPY =
      new Operation("PUT", CopyObjectRequest.class, CopyObjectResponse.builder().build());
  static final Operation DELETE =
      new Operation("DELETE", DeleteObjectRequest.class, DeleteObjectResponse.builder().build());

  private static final List<Operation> ALL = List.of(GET, HEAD, PUT, COPY, DELETE);

  private final String method;
  private final Class<? extends S3Request> request;
  private final ResponseFields responseFields;

  private Operation(String method, Class<? extends S3Request> request, SdkPojo example) {
    this.method = method;
    this.request = request;
    this.responseFields = ResponseFields.inHeaders(example);
  }

  /** Returns the HTTP method in upper case. */
  String method() {
    return method;
  }

  /** Returns the members of the response that are set from headers. */
  ResponseFields responseFields() {
    return responseFields;
  }

  /** Returns true when a request belongs to one of these operations. */
  static boolean isKnown(SdkRequest request) {
    return ALL.stream().anyMatch(it -> it.request.isInstance(request));
  }
}
