package dev.waybill.aws.direct;

import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Response to a direct request.
 *
 * @param body is read to its end and closed, or aborted, by whoever holds this
 */
record DirectResponse(SdkHttpResponse head, AbortableInputStream body) {
  boolean isGood() {
    return head.isSuccessful();
  }

  /** Reads nothing more, and gives the connection up. */
  void abort() {
    body.abort();
  }

  /** Gives the connection back; what is left of the body is nothing, or little. */
  void release() throws IOException {
    body.close();
  }

  SmallDocument document() throws IOException {
    try (body) {
      return SmallDocument.read(body);
    }
  }

  /**
   * The refusal, as the SDK would throw it.
   *
   * @param described whether it has a body that says why
   */
  S3Exception refusal(boolean described) throws IOException {
    SmallDocument error = described ? document() : new SmallDocument("Error", Map.of());
    if (!error.root().equals("Error")) {
      throw new IOException("a refusal that is no error of S3");
    }
    AwsErrorDetails details =
        AwsErrorDetails.builder()
            .serviceName("S3")
            .errorCode(error.element("Code"))
            .errorMessage(error.element("Message"))
            .sdkHttpResponse(head)
            .build();
    S3Exception.Builder refusal =
        error.element("Code").equals("NoSuchKey")
            ? NoSuchKeyException.builder()
            : S3Exception.builder();
    return (S3Exception)
        refusal
            .awsErrorDetails(details)
            .statusCode(head.statusCode())
            .requestId(head.firstMatchingHeader("x-amz-request-id").orElse(null))
            .extendedRequestId(head.firstMatchingHeader("x-amz-id-2").orElse(null))
            .build();
  }
}
