package dev.waybill.aws.direct;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * HTTP client with scripted responses for the SDK and for direct calls; records direct requests.
 */
final class ScriptedHttp implements SdkHttpClient, Transport {
  /** Request that was sent without the SDK. */
  record DirectlySent(DirectRequest request, Map<String, String> headers) {}

  private final Deque<DirectResponse> responses = new ArrayDeque<>();
  private final List<DirectlySent> directRequests = new ArrayList<>();
  private int requestCount;

  /** Adds a response; responses are returned in the order in which they are added. */
  ScriptedHttp respond(int status, Map<String, String> headers, String body) {
    SdkHttpResponse.Builder head = SdkHttpResponse.builder().statusCode(status);
    headers.forEach(head::putHeader);
    head.putHeader("Content-Length", Integer.toString(body.length()));
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    responses.add(
        new DirectResponse(
            head.build(), AbortableInputStream.create(new ByteArrayInputStream(bytes))));
    return this;
  }

  /** Returns the requests that were sent without the SDK. */
  List<DirectlySent> directRequests() {
    return directRequests;
  }

  /** Returns the number of all requests, of the SDK and direct ones. */
  int requestCount() {
    return requestCount;
  }

  private DirectResponse next() throws IOException {
    requestCount++;
    if (responses.isEmpty()) {
      throw new IOException("no scripted response is left");
    }
    return responses.remove();
  }

  @Override
  public DirectResponse send(Endpoint endpoint, DirectRequest request, Map<String, String> headers)
      throws IOException {
    directRequests.add(new DirectlySent(request, headers));
    return next();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        DirectResponse response = next();
        return HttpExecuteResponse.builder()
            .response(response.head())
            .responseBody(response.body())
            .build();
      }

      @Override
      public void abort() {
        // No call is in progress.
      }
    };
  }

  @Override
  public void close() {
    // There is no open resource.
  }
}
