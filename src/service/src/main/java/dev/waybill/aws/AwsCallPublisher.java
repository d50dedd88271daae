package dev.waybill.aws;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/** Publisher of the SDK's measurements of calls to a listener; without one they are dropped. */
final class AwsCallPublisher implements MetricPublisher {
  private static final String THROTTLING = "Throttling";

  private volatile Consumer<AwsCall> listener = call -> {};

  /** Sets the listener; it must neither block nor throw, because it runs on the caller's thread. */
  void setListener(Consumer<AwsCall> listener) {
    this.listener = listener;
  }

  @Override
  public void publish(MetricCollection call) {
    String operation = value(call, CoreMetric.OPERATION_NAME, "");
    if (operation.isEmpty()) {
      // Such as the measurements of a credential provider.
      return;
    }
    listener.accept(
        new AwsCall(
            value(call, CoreMetric.SERVICE_ID, "unknown"),
            operation,
            value(call, CoreMetric.API_CALL_SUCCESSFUL, false),
            value(call, CoreMetric.API_CALL_DURATION, Duration.ZERO),
            value(call, CoreMetric.RETRY_COUNT, 0),
            throttles(call)));
  }

  private static int throttles(MetricCollection call) {
    return (int)
        call.children().stream()
            .filter(attempt -> value(attempt, CoreMetric.ERROR_TYPE, "").equals(THROTTLING))
            .count();
  }

  private static <T> T value(MetricCollection metrics, SdkMetric<T> metric, T otherwise) {
    @Nullable T value = metrics.metricValues(metric).stream().findFirst().orElse(null);
    return value == null ? otherwise : value;
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
