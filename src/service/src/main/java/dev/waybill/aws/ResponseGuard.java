package dev.waybill.aws;

import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;

/**
 * Interceptor that rejects responses that are cut off within their headers, and bodies that arrive
 * too slowly, so that the SDK retries them.
 *
 * <p>Apache HttpClient takes the end of a connection for the end of the headers. The SDK would then
 * return a success without content: no such listing, record or version.
 */
final class ResponseGuard implements ExecutionInterceptor {
  private static final int OK = 200;
  private static final String LENGTH = "Content-Length";

  private final Duration bodyTimeout;

  /**
   * Creates an interceptor.
   *
   * @param bodyTimeout time for a small body; larger bodies have more
   */
  ResponseGuard(Duration bodyTimeout) {
    this.bodyTimeout = bodyTimeout;
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    if (isCut(context.request(), context.httpRequest().method(), context.httpResponse())) {
      context.responseBody().ifPresent(DeadlineInputStream::abort);
      throw RetryableException.create("the response ended within its headers");
    }
  }

  /** Returns true when a successful response lacks the headers that delimit its body. */
  private static boolean isCut(SdkRequest request, SdkHttpMethod method, SdkHttpResponse response) {
    if (response.statusCode() != OK || response.firstMatchingHeader(LENGTH).isPresent()) {
      return false;
    }
    if (method == SdkHttpMethod.HEAD) {
      // The only HEAD whose response always has the length.
      return request instanceof HeadObjectRequest;
    }
    return response.firstMatchingHeader("Transfer-Encoding").isEmpty()
        && response.firstMatchingHeader("Connection").filter("close"::equalsIgnoreCase).isEmpty();
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    long size = context.httpResponse().firstMatchingHeader(LENGTH).map(Long::parseLong).orElse(0L);
    return context
        .responseBody()
        .map(body -> new DeadlineInputStream(body, size, bodyTimeout, System::nanoTime));
  }
}
