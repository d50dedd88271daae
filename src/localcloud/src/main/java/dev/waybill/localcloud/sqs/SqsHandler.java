package dev.waybill.localcloud.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.waybill.localcloud.service.ServiceAccess;
import dev.waybill.localcloud.service.ServiceAccess.Origin;
import dev.waybill.localcloud.service.ServiceLog;
import dev.waybill.localcloud.wire.QueryError;
import dev.waybill.localcloud.wire.RequestAuthenticator;
import dev.waybill.localcloud.wire.SignedRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** HTTP handler of SQS for the JSON protocol and the older query protocol. */
public final class SqsHandler extends Handler.Abstract {
  private static final String TARGET = "AmazonSQS.";

  /** Header of the request id, which CloudTrail logs. */
  private static final String ID = "x-amzn-RequestId";

  private final QueueService queues;
  private final RequestAuthenticator signIn;
  private final ServiceLog log;

  public SqsHandler(QueueService queues, RequestAuthenticator signIn, ServiceLog log) {
    this.log = log;
    this.queues = queues;
    this.signIn = signIn;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    byte[] body = BufferUtil.toArray(Content.Source.asByteBuffer(request));
    String id = UUID.randomUUID().toString();
    response.getHeaders().put(ID, id);
    SqsCall call;
    Origin origin;
    try {
      origin = origin(request, signIn.require(SignedRequest.of(request), body).accessKeyId(), id);
      call = read(request, new String(body, StandardCharsets.UTF_8));
    } catch (QueryError error) {
      write(response, callback, SqsAnswer.ofError(error, isJson(request), id));
      return true;
    }
    ServiceLog.Entry entry = log.begin();
    CompletableFuture<SqsAnswer> unused =
        queues
            .handle(call)
            .thenApply(answer -> record(entry, call, answer, origin))
            .whenComplete((answer, failure) -> finish(response, callback, answer, failure));
    return true;
  }

  private static Origin origin(Request request, String signer, String id) {
    String agent = Objects.requireNonNullElse(request.getHeaders().get("User-Agent"), "");
    return new Origin(signer, Request.getRemoteAddr(request), agent, id, Instant.now());
  }

  private static SqsAnswer record(
      ServiceLog.Entry entry, SqsCall call, SqsAnswer answer, Origin origin) {
    ServiceAccess access = SqsAccess.of(call, answer, origin);
    if (access != null) {
      entry.record(access);
    }
    return answer;
  }

  private static boolean isJson(Request request) {
    return String.valueOf(request.getHeaders().get("X-Amz-Target")).startsWith(TARGET);
  }

  private static SqsCall read(Request request, String body) {
    if (!isJson(request)) {
      return SqsCall.ofForm(request.getHttpURI().getCanonicalPath(), body);
    }
    String target = String.valueOf(request.getHeaders().get("X-Amz-Target"));
    try {
      return SqsCall.ofJson(target.substring(TARGET.length()), body);
    } catch (JsonProcessingException e) {
      throw new QueryError(400, "SerializationException", "The body must be JSON");
    }
  }

  private static void finish(
      Response response,
      Callback callback,
      @Nullable SqsAnswer answer,
      @Nullable Throwable failure) {
    if (answer == null) {
      callback.failed(failure == null ? new IOException("ElasticMQ sent no response") : failure);
    } else {
      write(response, callback, answer);
    }
  }

  private static void write(Response response, Callback callback, SqsAnswer answer) {
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    response.setStatus(answer.status());
    answer
        .headers()
        .forEach(
            (name, value) -> {
              if (!name.equalsIgnoreCase(ID)) {
                response.getHeaders().put(name, value);
              }
            });
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }
}
