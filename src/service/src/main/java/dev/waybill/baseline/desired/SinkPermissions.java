package dev.waybill.baseline.desired;

import dev.waybill.settings.SinkSettings;
import java.util.stream.Stream;

/** Permissions to deliver alerts: the store of undelivered alerts, and each sink in AWS. */
final class SinkPermissions {
  private SinkPermissions() {}

  static Stream<DesiredStatement> of(Deployment d) {
    String results = d.settings().audit().resultsPath();
    // The permissions to store results of queries cover reading, writing and listing.
    DesiredStatement store =
        DesiredStatement.allow("ForgetDelivered")
            .actions("s3:DeleteObject")
            .resources(d.bucketArn(results + "waybill/undelivered/*"));
    return Stream.concat(Stream.of(store), sinks(d, d.settings().sinks()));
  }

  private static Stream<DesiredStatement> sinks(Deployment d, SinkSettings sinks) {
    Stream.Builder<DesiredStatement> statements = Stream.builder();
    if (sinks.snsTopic() != null) {
      statements.add(
          DesiredStatement.allow("TellTopic").actions("sns:Publish").resources(sinks.snsTopic()));
    }
    if (sinks.sqsQueue() != null) {
      String name = sinks.sqsQueue().substring(sinks.sqsQueue().lastIndexOf('/') + 1);
      statements.add(
          DesiredStatement.allow("TellQueue")
              .actions("sqs:GetQueueUrl", "sqs:SendMessage")
              .resources(d.queueArn(name)));
    }
    if (sinks.eventBus() != null) {
      statements.add(
          DesiredStatement.allow("TellBus")
              .actions("events:PutEvents")
              .resources(bus(d, sinks.eventBus())));
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
