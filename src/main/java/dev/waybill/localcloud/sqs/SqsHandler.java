package dev.waybill.localcloud.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Speaks SQS over HTTP: the JSON protocol and the older query protocol. */
public final class SqsHandler extends Handler.Abstract {
  private static final String TARGET = "AmazonSQS.";

  private final QueueService queues;

  public SqsHandler(QueueService queues) {
    this.queues = queues;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    String body = Content.Source.asString(request, StandardCharsets.UTF_8);
    SqsCall call;
    try {
      call = read(request, body);
    } catch (JsonProcessingException e) {
      write(response, callback, refusal("SerializationException", "the body is not JSON"));
      return true;
    }
    CompletableFuture<SqsAnswer> unused =
        queues
            .handle(call)
            .whenComplete((answer, failure) -> finish(response, callback, answer, failure));
    return true;
  }

  private static SqsCall read(Request request, String body) throws JsonProcessingException {
    String target = request.getHeaders().get("X-Amz-Target");
    return target != null && target.startsWith(TARGET)
        ? SqsCall.ofJson(target.substring(TARGET.length()), body)
        : SqsCall.ofForm(request.getHttpURI().getCanonicalPath(), body);
  }

  private static void finish(
      Response response,
      Callback callback,
      @Nullable SqsAnswer answer,
      @Nullable Throwable failure) {
    if (answer == null) {
      callback.failed(failure == null ? new IOException("no answer") : failure);
    } else {
      write(response, callback, answer);
    }
  }

  private static SqsAnswer refusal(String type, String message) {
    return new SqsAnswer(
        400,
        Map.of("content-type", "application/x-amz-json-1.0"),
        "{\"__type\":\"com.amazonaws.sqs#" + type + "\",\"message\":\"" + message + "\"}");
  }

  private static void write(Response response, Callback callback, SqsAnswer answer) {
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    response.setStatus(answer.status());
    answer.headers().forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }
}
