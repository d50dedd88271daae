package dev.waybill.camel.sink;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.payload.Summary;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** An SNS topic: the event as the message, with attributes for filter policies. */
final class SnsSink implements Sink {
  private final SnsClient sns;
  private final String topic;

  SnsSink(SnsClient sns, String topic) {
    this.sns = sns;
    this.topic = topic;
  }

  @Override
  public void send(AlertEvent event) {
    PublishRequest.Builder publish =
        PublishRequest.builder()
            .topicArn(topic)
            .subject(Summary.subject(event))
            .message(event.json())
            .messageAttributes(attributes(event));
    if (topic.endsWith(".fifo")) {
      publish
          .messageGroupId(IncidentName.of(event.uid()))
          .messageDeduplicationId(AwsAnswer.deduplication(event));
    }
    AwsAnswer.of("waybill.alert.sns.topic", () -> sns.publish(publish.build()));
  }

  private static Map<String, MessageAttributeValue> attributes(AlertEvent event) {
    return AwsAnswer.attributes(event).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                it ->
                    MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(it.getValue())
                        .build()));
  }
}
