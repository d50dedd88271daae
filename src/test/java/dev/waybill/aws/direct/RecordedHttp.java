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
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Answers requests as it was told, and keeps them; the SDK says of its own who it is. */
final class RecordedHttp implements SdkHttpClient {
  private final Deque<HttpExecuteResponse> answers = new ArrayDeque<>();
  private final List<SdkHttpRequest> requests = new ArrayList<>();

  RecordedHttp answer(int status, Map<String, String> headers, String body) {
    SdkHttpResponse.Builder response = SdkHttpResponse.builder().statusCode(status);
    headers.forEach(response::putHeader);
    response.putHeader("Content-Length", Integer.toString(body.length()));
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    answers.add(
        HttpExecuteResponse.builder()
            .response(response.build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
            .build());
    return this;
  }

  List<SdkHttpRequest> requests() {
    return List.copyOf(requests);
  }

  /** How many of them the SDK did not make: it numbers its attempts. */
  long direct() {
    return requests.stream()
        .filter(it -> it.firstMatchingHeader("amz-sdk-request").isEmpty())
        .count();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        requests.add(request.httpRequest());
        if (answers.isEmpty()) {
          throw new IOException("nobody is there");
        }
        return answers.remove();
      }

      @Override
      public void abort() {
        // Nothing is under way.
      }
    };
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
