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

/** Map of queue URLs to their endpoints, filled from the SDK's own requests. */
final class QueueEndpoints implements ExecutionInterceptor {
  /** Limit of known queues; the SDK makes the calls to all further ones. */
  private static final int MAX_QUEUES = 1000;

  private final Map<String, Endpoint> byQueue = new ConcurrentHashMap<>();

  /** Returns the endpoint of a queue, or empty until the SDK has sent a request to the queue. */
  Optional<Endpoint> of(@Nullable String queueUrl) {
    return queueUrl == null ? Optional.empty() : Optional.ofNullable(byQueue.get(queueUrl));
  }

  @Override
  public void beforeTransmission(Context.BeforeTransmission sent, ExecutionAttributes unused) {
    String queue = queueUrl(sent.request());
    SdkHttpRequest http = sent.httpRequest();
    if (queue != null
        && byQueue.size() < MAX_QUEUES
        && !byQueue.containsKey(queue)
        && isJson(http)) {
      Endpoint.of(http, Endpoint.Scope.SQS, "").ifPresent(endpoint -> byQueue.put(queue, endpoint));
    }
  }

  /** Returns true for the JSON protocol; the SDK can also use the query protocol. */
  private static boolean isJson(SdkHttpRequest request) {
    return request
        .firstMatchingHeader("Content-Type")
        .filter(QueueCalls.CONTENT_TYPE::equals)
        .isPresent();
  }

  private static @Nullable String queueUrl(SdkRequest request) {
    if (request instanceof ReceiveMessageRequest receive) {
      return receive.queueUrl();
    }
    return request instanceof DeleteMessageBatchRequest delete ? delete.queueUrl() : null;
  }
}
