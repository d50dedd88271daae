package dev.waybill.aws;

import dev.waybill.claims.Claim;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Interceptor that claims each attempt of a call, by the request id of its answer. An attempt
 * without an answer is claimed by its name, bucket and key.
 *
 * <p>Interceptors see answers in the reverse order of their registration, so that this one, the
 * last, sees an answer before another one rejects it.
 */
final class ClaimedCalls implements ExecutionInterceptor {
  /** Claims that are kept before there is a listener; a service makes fewer calls at its start. */
  private static final int MAX_EARLY = 10_000;

  private static final ExecutionAttribute<Instant> SENT_AT =
      new ExecutionAttribute<>("WaybillSentAt");

  private static final String[] ID_HEADERS = {"x-amz-request-id", "x-amzn-requestid"};

  /** Calls of SQS that CloudTrail does not log as management events. */
  private static final Set<String> MESSAGES =
      Set.of(
          "ReceiveMessage",
          "SendMessage",
          "SendMessageBatch",
          "DeleteMessage",
          "DeleteMessageBatch",
          "ChangeMessageVisibility",
          "ChangeMessageVisibilityBatch");

  private final Clock clock;
  private final Queue<Claim> early = new ArrayDeque<>();
  private volatile @Nullable Consumer<Claim> listener;

  ClaimedCalls() {
    this(Clock.systemUTC());
  }

  ClaimedCalls(Clock clock) {
    this.clock = clock;
  }

  /**
   * Sets the listener, which also receives the claims made before; it must neither block nor throw.
   */
  void setListener(Consumer<Claim> next) {
    synchronized (early) {
      early.forEach(next);
      early.clear();
      listener = next;
    }
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    giveUp(context.request(), attributes);
    attributes.putAttribute(SENT_AT, clock.instant());
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    Instant sentAt = attributes.getAttribute(SENT_AT);
    Optional<String> id = requestId(context.httpResponse());
    if (sentAt == null || id.isEmpty()) {
      giveUp(context.request(), attributes);
      return;
    }
    attributes.putAttribute(SENT_AT, null);
    if (isLogged(attributes)) {
      claim(new Claim.Answered(id.get(), sentAt));
    }
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    giveUp(context.request(), attributes);
  }

  private static Optional<String> requestId(SdkHttpResponse response) {
    return Stream.of(ID_HEADERS)
        .flatMap(it -> response.firstMatchingHeader(it).stream())
        .filter(it -> !it.isBlank())
        .findFirst();
  }

  private static boolean isLogged(ExecutionAttributes attributes) {
    return !service(attributes).equalsIgnoreCase("sqs")
        || !MESSAGES.contains(operation(attributes));
  }

  private static String service(ExecutionAttributes attributes) {
    String name = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
    return name == null ? "" : name;
  }

  private static String operation(ExecutionAttributes attributes) {
    String name = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    return name == null ? "" : name;
  }

  /** Claims an attempt that was sent, and that nothing has answered. */
  private void giveUp(SdkRequest request, ExecutionAttributes attributes) {
    Instant sentAt = attributes.getAttribute(SENT_AT);
    if (sentAt == null) {
      return;
    }
    attributes.putAttribute(SENT_AT, null);
    if (isLogged(attributes)) {
      claim(
          new Claim.Unanswered(
              CloudTrailNames.source(service(attributes)),
              CloudTrailNames.event(operation(attributes)),
              field(request, "Bucket"),
              field(request, "Key"),
              sentAt,
              clock.instant()));
    }
  }

  /** Returns a field of the request; that of the destination for a copy. */
  private static @Nullable String field(SdkRequest request, String name) {
    return request
        .getValueForField(name, String.class)
        .or(() -> request.getValueForField("Destination" + name, String.class))
        .orElse(null);
  }

  private void claim(Claim claim) {
    Consumer<Claim> current = listener;
    if (current != null) {
      current.accept(claim);
      return;
    }
    synchronized (early) {
      Consumer<Claim> since = listener;
      if (since != null) {
        since.accept(claim);
      } else if (early.size() < MAX_EARLY) {
        early.add(claim);
      }
    }
  }
}
