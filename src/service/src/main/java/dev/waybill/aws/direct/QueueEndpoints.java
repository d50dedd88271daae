package dev.waybill.aws.direct;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** Learns from the SDK's own requests whom to ask for each queue, as {@link Endpoints} does. */
final class QueueEndpoints implements ExecutionInterceptor {
  private static final int MOST = 1000;

  private final Map<String, Endpoint> byQueue = new ConcurrentHashMap<>();

  /** Empty until the SDK has sent a request of the queue. */
  Optional<Endpoint> of(@Nullable String queueUrl) {
    return queueUrl == null ? Optional.empty() : Optional.ofNullable(byQueue.get(queueUrl));
  }

  @Override
  public void beforeTransmission(Context.BeforeTransmission sent, ExecutionAttributes unused) {
    String queue = queue(sent.request());
    SdkHttpRequest http = sent.httpRequest();
    if (queue != null && byQueue.size() < MOST && !byQueue.containsKey(queue) && isJson(http)) {
      Endpoint.of(http, Endpoint.Scope.SQS, "").ifPresent(endpoint -> byQueue.put(queue, endpoint));
    }
  }

  /** SQS speaks an older protocol too, which the SDK may be told to use. */
  private static boolean isJson(SdkHttpRequest request) {
    return request
        .firstMatchingHeader("Content-Type")
        .filter(QueueCalls.CONTENT_TYPE::equals)
        .isPresent();
  }

  private static @Nullable String queue(SdkRequest request) {
    if (request instanceof ReceiveMessageRequest receive) {
      return receive.queueUrl();
    }
    return request instanceof DeleteMessageBatchRequest delete ? delete.queueUrl() : null;
  }
}
