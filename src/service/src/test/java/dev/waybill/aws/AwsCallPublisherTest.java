package dev.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollector;

final class AwsCallPublisherTest {
  private final List<AwsCall> calls = new ArrayList<>();
  private final AwsCallPublisher publisher = new AwsCallPublisher();

  @Test
  void reportsCallWithRetriesAndThrottles() {
    publisher.setListener(calls::add);
    MetricCollector call = call("GetObject");
    call.reportMetric(CoreMetric.API_CALL_SUCCESSFUL, true);
    call.reportMetric(CoreMetric.API_CALL_DURATION, Duration.ofMillis(30));
    call.reportMetric(CoreMetric.RETRY_COUNT, 2);
    attempt(call, "Throttling");
    attempt(call, "ServerError");
    attempt(call, null);

    publisher.publish(call.collect());

    assertThat(calls)
        .containsExactly(new AwsCall("S3", "GetObject", true, Duration.ofMillis(30), 2, 1));
  }

  @Test
  void reportsCallWithoutFurtherMeasurementsAsFailed() {
    publisher.setListener(calls::add);

    publisher.publish(call("GetObject").collect());

    assertThat(calls).containsExactly(new AwsCall("S3", "GetObject", false, Duration.ZERO, 0, 0));
  }

  @Test
  void ignoresMeasurementsThatAreNoCall() {
    publisher.setListener(calls::add);

    publisher.publish(MetricCollector.create("ApiCall").collect());

    assertThat(calls).isEmpty();
  }

  @Test
  void dropsCallsWithoutListener() {
    publisher.publish(call("GetObject").collect());

    assertThat(calls).isEmpty();
  }

  private static MetricCollector call(String operation) {
    MetricCollector call = MetricCollector.create("ApiCall");
    call.reportMetric(CoreMetric.SERVICE_ID, "S3");
    call.reportMetric(CoreMetric.OPERATION_NAME, operation);
    return call;
  }

  private static void attempt(MetricCollector call, String error) {
    MetricCollector attempt = call.createChild("ApiCallAttempt");
    if (error != null) {
      attempt.reportMetric(CoreMetric.ERROR_TYPE, error);
    }
  }
}
