package dev.waybill.baseline.desired;

import dev.waybill.settings.SinkSettings;
import java.util.stream.Stream;

/** Permissions to deliver alerts: the store of undelivered alerts, and each sink in AWS. */
final class SinkPermissions {
  private SinkPermissions() {}

  static Stream<DesiredStatement> of(Deployment d) {
    String results = d.settings().audit().resultsPath();
    Stream<DesiredStatement> keep =
        Stream.of(
            DesiredStatement.allow("KeepUndelivered")
                .may("s3:GetObject", "s3:PutObject", "s3:DeleteObject")
                .on(d.bucketArn(results + "waybill/undelivered/*")),
            DesiredStatement.allow("ListUndelivered")
                .may("s3:ListBucket")
                .on(d.bucketArn(d.resultsBucket())));
    return Stream.concat(keep, sinks(d, d.settings().sinks()));
  }

  private static Stream<DesiredStatement> sinks(Deployment d, SinkSettings sinks) {
    Stream.Builder<DesiredStatement> statements = Stream.builder();
    if (sinks.snsTopic() != null) {
      statements.add(DesiredStatement.allow("TellTopic").may("sns:Publish").on(sinks.snsTopic()));
    }
    if (sinks.sqsQueue() != null) {
      String name = sinks.sqsQueue().substring(sinks.sqsQueue().lastIndexOf('/') + 1);
      statements.add(
          DesiredStatement.allow("TellQueue")
              .may("sqs:GetQueueUrl", "sqs:SendMessage")
              .on(d.queueArn(name)));
    }
    if (sinks.eventBus() != null) {
      statements.add(
          DesiredStatement.allow("TellBus").may("events:PutEvents").on(bus(d, sinks.eventBus())));
    }
    return statements.build();
  }

  private static String bus(Deployment d, String bus) {
    return bus.startsWith("arn:")
        ? bus
        : "arn:"
            + d.partition()
            + ":events:"
            + d.region()
            + ":"
            + d.account()
            + ":event-bus/"
            + bus;
  }
}
