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
 * @param head status line and headers
 * @param body response body, which the caller reads to its end and closes, or aborts
 */
record DirectResponse(SdkHttpResponse head, AbortableInputStream body) {
  boolean isSuccessful() {
    return head.isSuccessful();
  }

  /** Closes the connection without reading the rest of the body. */
  void abort() {
    body.abort();
  }

  /** Returns the connection to the pool. The rest of the body is discarded and must be short. */
  void release() throws IOException {
    body.close();
  }

  /** Reads the body as an XML document and closes it. */
  XmlDocument readDocument() throws IOException {
    try (body) {
      return XmlDocument.read(body);
    }
  }

  /**
   * Returns the error as the exception that the SDK would throw.
   *
   * @param hasBody true when the response has an error document in its body
   * @throws IOException when the body is not an S3 error document
   */
  S3Exception error(boolean hasBody) throws IOException {
    XmlDocument error = hasBody ? readDocument() : new XmlDocument("Error", Map.of());
    if (!error.root().equals("Error")) {
      throw new IOException("error response without an S3 error document");
    }
    AwsErrorDetails details =
        AwsErrorDetails.builder()
            .serviceName("S3")
            .errorCode(error.element("Code"))
            .errorMessage(error.element("Message"))
            .sdkHttpResponse(head)
            .build();
    S3Exception.Builder exception =
        error.element("Code").equals("NoSuchKey")
            ? NoSuchKeyException.builder()
            : S3Exception.builder();
    return (S3Exception)
        exception
            .awsErrorDetails(details)
            .statusCode(head.statusCode())
            .requestId(head.firstMatchingHeader("x-amz-request-id").orElse(null))
            .extendedRequestId(head.firstMatchingHeader("x-amz-id-2").orElse(null))
            .build();
  }
}
