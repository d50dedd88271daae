package dev.waybill.bench;

import dev.waybill.estimate.ListPrices;
import dev.waybill.fixity.plan.FixityPrices;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Price of a million objects of 1 KiB by counted calls, in dollars of us-east-1 as AWS listed them
 * in 2026. Storage and transfer within a region are excluded.
 */
final class Costs {
  private static final double MILLION = 1e6;
  private static final FixityPrices S3 = FixityPrices.ofRegion("us-east-1");
  private static final double LAMBDA_REQUEST = 0.20 / MILLION;
  private static final double LAMBDA_GB_SECOND = 0.0000166667;
  private static final double LAMBDA_GB = 0.5;
  private static final double LAMBDA_BATCH = 10;

  private final Comparison comparison;

  Costs(Comparison comparison) {
    this.comparison = comparison;
  }

  String table() {
    StringBuilder table =
        new StringBuilder(
            """
            | for 1,000,000 objects of 1 KiB | S3 | SQS | compute | total |
            |---|---|---|---|---|
            """);
    for (String waybill :
        List.of(Consumers.WAYBILL, Consumers.WAYBILL_TUNED, Consumers.WAYBILL_SERVER)) {
      if (!comparison.delayed(waybill, Batch::rate).isEmpty()) {
        table.append(
            row(waybill + ", one core and 1 GB of Fargate", waybill, fargateCost(waybill)));
      }
    }
    if (!comparison.delayed(Consumers.BOTO3, Batch::rate).isEmpty()) {
      table.append(row("Lambda, 512 MB, batches of ten", Consumers.BOTO3, lambdaCost()));
    }
    return table.toString();
  }

  private String row(String name, String consumer, double compute) {
    Map<String, Double> calls = comparison.calls(consumer);
    double s3 = 0;
    double sqs = 0;
    for (Map.Entry<String, Double> call : calls.entrySet()) {
      if (call.getKey().startsWith("sqs.")) {
        sqs += ListPrices.ofMessages(call.getValue() * MILLION);
      } else {
        s3 += price(call.getKey().replace("log.", ""), call.getValue() * MILLION);
      }
    }
    return String.format(
        Locale.ROOT,
        "| %s | $%.2f | $%.2f | $%.2f | $%.2f |%n",
        name,
        s3,
        sqs,
        compute,
        s3 + sqs + compute);
  }

  private static double price(String operation, double calls) {
    return switch (operation) {
      case "s3.GetObject", "s3.HeadObject", "s3.GetObjectTagging" -> S3.ofRequests(calls, 0);
      case "s3.DeleteObject", "s3.DeleteObjects" -> 0;
      default -> S3.ofRequests(0, calls);
    };
  }

  /** Returns the price of a Fargate task that is as busy as the consumer was here. */
  private double fargateCost(String consumer) {
    double seconds = MILLION / comparison.delayed(consumer, Batch::rate).median();
    return ListPrices.ofCoreSeconds(seconds);
  }

  /** Returns the price of Lambda. A process of the peer works like a function: sequentially. */
  private double lambdaCost() {
    double perProcess =
        comparison.delayed(Consumers.BOTO3, Batch::rate).median()
            / Runtime.getRuntime().availableProcessors();
    return MILLION / perProcess * LAMBDA_GB * LAMBDA_GB_SECOND
        + MILLION / LAMBDA_BATCH * LAMBDA_REQUEST;
  }
}
