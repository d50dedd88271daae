package dev.waybill.aws.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvents;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.delivery.AlertRejectedException;
import dev.waybill.alert.delivery.SinkUnavailableException;
import dev.waybill.aws.AlertClients;
import dev.waybill.aws.AwsClients;
import dev.waybill.testing.RecordingHttpServer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Requests of the SNS, SQS and EventBridge sinks on the wire, and the meaning of responses. */
final class AwsSinkTest {
  private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:alerts";
  private static final String PUBLISHED =
      "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
          + "<MessageId>1</MessageId></PublishResult></PublishResponse>";

  private final RecordingHttpServer server = new RecordingHttpServer();
  private final AwsClients aws =
      AwsClients.of(
          URI.create(server.url("")),
          Region.US_EAST_1,
          StaticCredentialsProvider.create(AwsBasicCredentials.create("waybill", "test")));
  private final AlertClients clients = new AlertClients(aws);

  @AfterEach
  void close() {
    clients.close();
    aws.close();
    server.close();
  }

  @Test
  void publishesEventToSnsWithSubjectAndAttributes() {
    server.respondWith(200, PUBLISHED);
    AlertEvent event = AlertEvents.untrusted();

    new SnsSink(clients.sns(), TOPIC).send(event);

    Map<String, String> form = form();
    assertThat(form)
        .containsEntry("Action", "Publish")
        .containsEntry("TopicArn", TOPIC)
        .containsEntry("Subject", "Waybill critical: Objects were deleted")
        .containsEntry("Message", event.json())
        .doesNotContainKey("MessageGroupId");
    assertThat(form.values()).contains("critical", "S3-03", "begin");
    assertThat(server.requests().get(0).headers().get("authorization"))
        .startsWith("AWS4-HMAC-SHA256 Credential=waybill/")
        .contains("/us-east-1/sns/aws4_request");
  }

  @Test
  void fifoTopicReceivesIncidentAndEventIds() {
    server.respondWith(200, PUBLISHED);
    AlertEvent event = AlertEvents.begin("a");

    new SnsSink(clients.sns(), TOPIC + ".fifo").send(event);

    assertThat(form())
        .containsEntry("MessageGroupId", IncidentName.of("a"))
        .containsEntry("MessageDeduplicationId", event.eventId());
  }

  @Test
  void putsEventToEventbridgeAsDetail() throws Exception {
    server.respondWith(200, "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}");
    AlertEvent event = AlertEvents.untrusted();

    new EventBridgeSink(clients.eventBridge(), "alerts").send(event);

    JsonNode entry = new ObjectMapper().readTree(server.bodies().get(0)).at("/Entries/0");
    assertThat(entry.at("/Source").asText()).isEqualTo("waybill");
    assertThat(entry.at("/DetailType").asText()).isEqualTo("Waybill Finding Begin");
    assertThat(entry.at("/EventBusName").asText()).isEqualTo("alerts");
    assertThat(entry.at("/Detail").asText()).isEqualTo(event.json());
    assertThat(server.requests().get(0).headers())
        .containsEntry("x-amz-target", "AWSEvents.PutEvents");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ThrottlingException", "InternalFailure", "NotAuthorizedForSourceException"})
  void retriesFailedEventbridgeEntry(String code) {
    server.respondWith(200, failed(code));

    assertThatThrownBy(
            () -> new EventBridgeSink(clients.eventBridge(), "x").send(AlertEvents.begin("a")))
        .isInstanceOf(SinkUnavailableException.class)
        .hasMessageContaining(code);
  }

  @Test
  void rejectsInvalidEventbridgeEntry() {
    server.respondWith(200, failed("MalformedDetail"));

    assertThatThrownBy(
            () -> new EventBridgeSink(clients.eventBridge(), "x").send(AlertEvents.begin("a")))
        .isInstanceOf(AlertRejectedException.class)
        .hasMessageStartingWith("waybill.alert.eventbridge.bus answered ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NotFound", "AuthorizationError", "InvalidParameter", "Throttled"})
  void sendsOneRequestPerAttemptAndRetriesTopicErrors(String code) {
    server.respondWith(code.equals("NotFound") ? 404 : 400, error(code));

    assertThatThrownBy(() -> new SnsSink(clients.sns(), TOPIC).send(AlertEvents.begin("a")))
        .isInstanceOf(SinkUnavailableException.class)
        .hasMessageStartingWith("waybill.alert.sns.topic answered ")
        .hasMessageContaining(code);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void rejectsMessageThatSnsFindsInvalid() {
    server.respondWith(400, error("InvalidParameterValue"));

    assertThatThrownBy(() -> new SnsSink(clients.sns(), TOPIC).send(AlertEvents.begin("a")))
        .isInstanceOf(AlertRejectedException.class);
  }

  @Test
  void retriesMissingQueue() {
    server.respondWith(
        400,
        "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"no\"}",
        Map.of("x-amzn-query-error", "AWS.SimpleQueueService.NonExistentQueue;Sender"));

    assertThatThrownBy(() -> new SqsSink(clients.sqs(), "alerts").send(AlertEvents.begin("a")))
        .isInstanceOf(SinkUnavailableException.class)
        .hasMessageStartingWith("waybill.alert.sqs.queue answered 400");
  }

  @Test
  void hangingServiceTimesOutSoon() {
    server.neverRespond();

    assertThatThrownBy(() -> new SnsSink(clients.sns(), TOPIC).send(AlertEvents.begin("a")))
        .isInstanceOf(SinkUnavailableException.class)
        .hasMessageContaining("timeout configuration: 2500 millis");
  }

  private Map<String, String> form() {
    Map<String, String> form = new TreeMap<>();
    for (String pair : server.bodies().get(0).split("&", -1)) {
      int at = pair.indexOf('=');
      form.put(
          pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
    }
    return form;
  }

  private static String failed(String code) {
    return "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\""
        + code
        + "\",\"ErrorMessage\":\"no\"}]}";
  }

  private static String error(String code) {
    return "<ErrorResponse"
        + " xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender</Type><Code>"
        + code
        + "</Code><Message>no</Message></Error></ErrorResponse>";
  }
}
