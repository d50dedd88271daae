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

/** Answers the SDK's requests and the direct ones as it was told, one after the other. */
final class RecordedHttp implements SdkHttpClient, Transport {
  record Sent(DirectRequest request, Map<String, String> headers) {}

  private final Deque<DirectResponse> answers = new ArrayDeque<>();
  private final List<Sent> direct = new ArrayList<>();
  private int all;

  RecordedHttp answer(int status, Map<String, String> headers, String body) {
    SdkHttpResponse.Builder head = SdkHttpResponse.builder().statusCode(status);
    headers.forEach(head::putHeader);
    head.putHeader("Content-Length", Integer.toString(body.length()));
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    answers.add(
        new DirectResponse(
            head.build(), AbortableInputStream.create(new ByteArrayInputStream(bytes))));
    return this;
  }

  /** Those that the SDK did not send. */
  List<Sent> direct() {
    return direct;
  }

  int all() {
    return all;
  }

  private DirectResponse next() throws IOException {
    all++;
    if (answers.isEmpty()) {
      throw new IOException("nobody is there");
    }
    return answers.remove();
  }

  @Override
  public DirectResponse send(Endpoint to, DirectRequest request, Map<String, String> headers)
      throws IOException {
    direct.add(new Sent(request, headers));
    return next();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        DirectResponse answer = next();
        return HttpExecuteResponse.builder()
            .response(answer.head())
            .responseBody(answer.body())
            .build();
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
