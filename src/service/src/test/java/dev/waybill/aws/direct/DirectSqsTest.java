package dev.waybill.aws.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Direct SQS calls: sent directly, made by the SDK, or repeated by the SDK. */
final class DirectSqsTest {
  private static final String QUEUE = "http://localhost:9324/000000000000/raw";

  /** Response template with a placeholder for the MD5 of the body {@code héllo "you"}. */
  private static final String RECEIVED =
      "{\"Messages\":[{\"MessageId\":\"m\",\"ReceiptHandle\":\"r\","
          + "\"MD5OfBody\":\"%s\",\"Body\":\"h\\u00e9llo \\\"you\\\"\","
          + "\"Attributes\":{\"ApproximateReceiveCount\":\"3\",\"SentTimestamp\":\"1\"},"
          + "\"NewOne\":{\"a\":[1]}}],\"Other\":1}";

  private static final String MD5 = "2c744d3b48b594b7dbfd8037062af803";

  private final ScriptedHttp http = new ScriptedHttp();
  private long nanos;
  private SqsClient sqs;

  @BeforeEach
  void learnQueueEndpoint() {
    var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));
    DirectSqs direct = new DirectSqs(http, credentials, Clock.systemUTC(), () -> nanos);
    SqsClient sdk =
        SqsClient.builder()
            .endpointOverride(URI.create("http://localhost:9324"))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(credentials)
            .httpClient(http)
            .overrideConfiguration(
                with -> with.addExecutionInterceptor(direct.endpointInterceptor()))
            .build();
    sqs = direct.wrap(sdk);
    http.respond(200, Map.of(), "{}");
    assertThat(sqs.receiveMessage(it -> it.queueUrl(QUEUE)).messages()).isEmpty();
    assertThat(http.directRequests()).isEmpty();
  }

  @Test
  void readsSameMessagesAsSdk() {
    http.respond(200, Map.of(), received(MD5)).respond(200, Map.of(), received(MD5));
    ReceiveMessageRequest request = ReceiveMessageRequest.builder().queueUrl(QUEUE).build();
    ReceiveMessageResponse direct = sqs.receiveMessage(request);
    ReceiveMessageResponse bySdk =
        sqs.receiveMessage(
            request.toBuilder()
                .overrideConfiguration(with -> with.putHeader("x-other", "1"))
                .build());
    assertThat(http.directRequests()).hasSize(1);
    assertThat(direct.equalsBySdkFields(bySdk)).as("%s", direct).isTrue();
    Message message = direct.messages().get(0);
    assertThat(message.body()).isEqualTo("h\u00e9llo \"you\"");
    assertThat(message.attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "3");
  }

  @SuppressWarnings("deprecation") // The Camel component uses the older name.
  @Test
  void sendsAllMembersOfReceive() {
    http.respond(200, Map.of(), "{}");
    sqs.receiveMessage(
        it ->
            it.queueUrl(QUEUE)
                .maxNumberOfMessages(10)
                .waitTimeSeconds(20)
                .visibilityTimeout(60)
                .attributeNamesWithStrings("SentTimestamp")
                .messageSystemAttributeNamesWithStrings("ApproximateReceiveCount"));
    ScriptedHttp.DirectlySent sent = http.directRequests().get(0);
    assertThat(sent.request().payload().bytes())
        .asString()
        .isEqualTo(
            "{\"QueueUrl\":\""
                + QUEUE
                + "\",\"AttributeNames\":[\"SentTimestamp\"],"
                + "\"MessageSystemAttributeNames\":[\"ApproximateReceiveCount\"],"
                + "\"MaxNumberOfMessages\":10,\"VisibilityTimeout\":60,\"WaitTimeSeconds\":20}");
    assertThat(sent.request().method()).isEqualTo("POST");
    assertThat(sent.request().target()).isEqualTo("/");
    assertThat(sent.headers())
        .containsEntry("x-amz-target", "AmazonSQS.ReceiveMessage")
        .containsEntry("content-type", "application/x-amz-json-1.0")
        .containsEntry("host", "localhost:9324");
    assertThat(sent.headers().get("authorization")).contains("/eu-central-1/sqs/aws4_request");
  }

  /** Messages whose delete failed are delivered again. */
  @Test
  void readsDeletedAndFailedEntriesOfBatch() {
    http.respond(
        200,
        Map.of(),
        "{\"Successful\":[{\"Id\":\"0\"}],\"Failed\":[{\"Id\":\"1\",\"SenderFault\":true,"
            + "\"Code\":\"ReceiptHandleIsInvalid\",\"Message\":\"reason\"}]}");
    DeleteMessageBatchResponse response = delete();
    assertThat(response.successful())
        .singleElement()
        .satisfies(it -> assertThat(it.id()).isEqualTo("0"));
    assertThat(response.failed())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.code()).isEqualTo("ReceiptHandleIsInvalid");
              assertThat(it.senderFault()).isTrue();
              assertThat(it.message()).isEqualTo("reason");
            });
    assertThat(http.directRequests().get(0).request().payload().bytes())
        .asString()
        .isEqualTo(
            "{\"QueueUrl\":\""
                + QUEUE
                + "\",\"Entries\":[{\"Id\":\"0\",\"ReceiptHandle\":\"r0\"},"
                + "{\"Id\":\"1\",\"ReceiptHandle\":\"r1\"}]}");
  }

  @Test
  void rejectsBodyThatDiffersFromItsMd5() {
    http.respond(200, Map.of(), received("00000000000000000000000000000000"));
    assertThatThrownBy(() -> sqs.receiveMessage(it -> it.queueUrl(QUEUE)))
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("MD5");
    assertThat(http.requestCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{\"Messages\":[{\"Body\":\"half",
        "{} {}",
        "<html>a proxy's page</html>",
        "{\"Messages\":[{\"Body\":\"b\",\"MessageAttributes\":{\"a\":{}}}]}"
      })
  void repeatsReceiveBySdkAfterUnusableResponse(String body) {
    http.respond(200, Map.of(), body).respond(200, Map.of(), "{}");
    assertThat(sqs.receiveMessage(it -> it.queueUrl(QUEUE)).messages()).isEmpty();
    assertThat(http.directRequests()).hasSize(1);
    assertThat(http.requestCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 429, 500, 503})
  void repeatsDeleteBySdkAfterErrorStatus(int status) {
    http.respond(status, Map.of(), "{\"__type\":\"AnyCode\"}").respond(200, Map.of(), "{}");
    delete();
    assertThat(http.directRequests()).hasSize(1);
    assertThat(http.requestCount()).isEqualTo(3);
  }

  @Test
  void throwsSdkExceptionWhenQueueDoesNotExist() {
    String gone = "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"gone\"}";
    http.respond(400, Map.of(), gone).respond(400, Map.of(), gone);
    assertThatThrownBy(() -> sqs.receiveMessage(it -> it.queueUrl(QUEUE)))
        .isInstanceOf(QueueDoesNotExistException.class);
  }

  @Test
  void sendsAllCallsBySdkForFiveSecondsAfterUnexpectedResponse() {
    http.respond(503, Map.of(), "");
    for (int i = 0; i < 3; i++) {
      http.respond(200, Map.of(), "{}");
    }
    delete();
    delete();
    assertThat(http.directRequests()).hasSize(1);
    nanos += 6_000_000_000L;
    delete();
    assertThat(http.directRequests()).hasSize(2);
  }

  /** Message attributes have several types and their own digest, which only the SDK checks. */
  @Test
  void receivesBySdkWhenMessageAttributesAreRequested() {
    http.respond(200, Map.of(), "{}").respond(200, Map.of(), "{}");
    sqs.receiveMessage(it -> it.queueUrl(QUEUE).messageAttributeNames("All"));
    sqs.receiveMessage(it -> it.queueUrl(QUEUE).receiveRequestAttemptId("attempt"));
    assertThat(http.directRequests()).isEmpty();
  }

  @Test
  void receivesFromUnknownQueueBySdk() {
    http.respond(200, Map.of(), "{}");
    sqs.receiveMessage(it -> it.queueUrl(QUEUE + "-other"));
    assertThat(http.directRequests()).isEmpty();
  }

  private DeleteMessageBatchResponse delete() {
    List<DeleteMessageBatchRequestEntry> entries =
        List.of(
            DeleteMessageBatchRequestEntry.builder().id("0").receiptHandle("r0").build(),
            DeleteMessageBatchRequestEntry.builder().id("1").receiptHandle("r1").build());
    return sqs.deleteMessageBatch(it -> it.queueUrl(QUEUE).entries(entries));
  }

  private static String received(String md5) {
    return RECEIVED.formatted(md5);
  }
}
