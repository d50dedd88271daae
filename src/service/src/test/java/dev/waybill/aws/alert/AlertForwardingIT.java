package dev.waybill.aws.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvents;
import dev.waybill.aws.AlertClients;
import dev.waybill.aws.AwsClients;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestQueue;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sns.SnsClient;

/** Tests of alerts that SNS and EventBridge forward to a queue. */
@ExtendWith(CloudExtension.class)
class AlertForwardingIT {
  private final CloudUnderTest cloud;
  private AwsClients aws;
  private AlertClients clients;

  AlertForwardingIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void createClients() {
    cloud.assumeExternal("the local cloud has neither SNS nor EventBridge");
    aws =
        AwsClients.of(
            cloud.endpoint(),
            CloudUnderTest.REGION,
            StaticCredentialsProvider.create(cloud.credentials()));
    clients = new AlertClients(aws);
  }

  @AfterEach
  void close() {
    if (aws != null) {
      clients.close();
      aws.close();
    }
  }

  @Test
  void snsForwardsEventsThatMatchTheFilter() throws IOException {
    SnsClient sns = clients.sns();
    String topic = sns.createTopic(it -> it.name(cloud.uniqueName("alerts"))).topicArn();
    TestQueue queue = cloud.queue("subscriber");
    String subscription =
        sns.subscribe(
                it ->
                    it.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(queue.arn())
                        .returnSubscriptionArn(true))
            .subscriptionArn();
    sns.setSubscriptionAttributes(
        it ->
            it.subscriptionArn(subscription)
                .attributeName("FilterPolicy")
                .attributeValue("{\"severity\": [\"critical\"]}"));
    AlertEvent event = AlertEvents.untrusted();

    new SnsSink(sns, topic).send(AlertEvents.begin("only high"));
    new SnsSink(sns, topic).send(event);

    JsonNode message = json(queue.receive(1, body -> true).get(0));
    assertThat(message.at("/Message").asText()).isEqualTo(event.json());
    assertThat(message.at("/Subject").asText()).isEqualTo("Waybill critical: Objects were deleted");
    assertThat(message.at("/MessageAttributes/rule/Value").asText()).isEqualTo("S3-03");
  }

  @Test
  void eventBridgeForwardsEventsThatMatchTheRule() throws IOException {
    EventBridgeClient events = clients.eventBridge();
    String bus = cloud.uniqueName("alerts");
    events.createEventBus(it -> it.name(bus));
    TestQueue queue = cloud.queue("subscriber");
    events.putRule(
        it ->
            it.name("alerts")
                .eventBusName(bus)
                .eventPattern(
                    "{\"source\":[\"waybill\"],\"detail-type\":[\"Waybill Finding Begin\"]}"));
    events.putTargets(
        it ->
            it.rule("alerts")
                .eventBusName(bus)
                .targets(Target.builder().id("queue").arn(queue.arn()).build()));
    AlertEvent event = AlertEvents.untrusted();

    new EventBridgeSink(events, bus).send(AlertEvents.end("a"));
    new EventBridgeSink(events, bus).send(event);

    JsonNode message = json(queue.receive(1, body -> true).get(0));
    assertThat(message.at("/detail")).isEqualTo(json(event.json()));
    assertThat(message.at("/detail-type").asText()).isEqualTo("Waybill Finding Begin");
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
