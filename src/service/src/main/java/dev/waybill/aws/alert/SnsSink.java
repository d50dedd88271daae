package dev.waybill.aws.alert;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.delivery.Sink;
import dev.waybill.alert.payload.AlertSummary;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** Sink that publishes each event to an SNS topic, with message attributes for filter policies. */
final class SnsSink implements Sink {
  private final SnsClient sns;
  private final String topic;

  /**
   * @param topic ARN
   */
  SnsSink(SnsClient sns, String topic) {
    this.sns = sns;
    this.topic = topic;
  }

  @Override
  public void send(AlertEvent event) {
    PublishRequest.Builder publish =
        PublishRequest.builder()
            .topicArn(topic)
            .subject(AlertSummary.subject(event))
            .message(event.json())
            .messageAttributes(AlertAttributes.of(event, SnsSink::attribute));
    if (topic.endsWith(".fifo")) {
      publish
          .messageGroupId(IncidentName.of(event.uid()))
          .messageDeduplicationId(AlertAttributes.deduplicationId(event));
    }
    AwsSinkErrors.run("waybill.alert.sns.topic", () -> sns.publish(publish.build()));
  }

  private static MessageAttributeValue attribute(String text) {
    return MessageAttributeValue.builder().dataType("String").stringValue(text).build();
  }
}
