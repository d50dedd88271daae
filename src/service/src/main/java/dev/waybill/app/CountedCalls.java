package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.ops.AwsCallMeters;
import io.micrometer.core.instrument.MeterRegistry;

/** Meters of the calls to AWS. */
final class CountedCalls {
  private CountedCalls() {}

  /** Counts every call from now on. */
  static void start(AwsClients aws, MeterRegistry registry) {
    AwsCallMeters meters = new AwsCallMeters(registry);
    aws.onCall(
        call -> {
          meters.count(call.service(), call.operation(), call.isSuccessful(), call.took());
          meters.countAttempts(call.service(), call.operation(), call.retries(), call.throttles());
        });
  }
}
