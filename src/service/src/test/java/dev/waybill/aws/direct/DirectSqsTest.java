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

/** Direct SQS calls: sent directly, left to the SDK, or retried. */
final class DirectSqsTest {
  private static final String QUEUE = "http://localhost:9324/000000000000/raw";

  /** The MD5 of the body is that of "héllo \"you\"". */
  private static final String RECEIVED =
      "{\"Messages\":[{\"MessageId\":\"m\",\"ReceiptHandle\":\"r\","
          + "\"MD5OfBody\":\"%s\",\"Body\":\"h\\u00e9llo \\\"you\\\"\","
          + "\"Attributes\":{\"ApproximateReceiveCount\":\"3\",\"SentTimestamp\":\"1\"},"
          + "\"NewOne\":{\"a\":[1]}}],\"Other\":1}";

  private static final String MD5 = "2c744d3b48b594b7dbfd8037062af803";

  private final RecordedHttp http = new RecordedHttp();
  private long nanos;
  private SqsClient sqs;

  @BeforeEach
  void aQueueIsKnown() {
    var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));
    DirectSqs direct = new DirectSqs(http, credentials, Clock.systemUTC(), () -> nanos);
    SqsClient sdk =
        SqsClient.builder()
            .endpointOverride(URI.create("http://localhost:9324"))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(credentials)
            .httpClient(http)
            .overrideConfiguration(with -> with.addExecutionInterceptor(direct.learning()))
            .build();
    sqs = direct.before(sdk);
    http.answer(200, Map.of(), "{}");
    assertThat(sqs.receiveMessage(it -> it.queueUrl(QUEUE)).messages()).isEmpty();
    assertThat(http.direct()).isEmpty();
  }

  @Test
  void messagesAreThoseThatTheSdkWouldRead() {
    http.answer(200, Map.of(), received(MD5)).answer(200, Map.of(), received(MD5));
    ReceiveMessageRequest request = ReceiveMessageRequest.builder().queueUrl(QUEUE).build();
    ReceiveMessageResponse direct = sqs.receiveMessage(request);
    ReceiveMessageResponse bySdk =
        sqs.receiveMessage(
            request.toBuilder()
                .overrideConfiguration(with -> with.putHeader("x-other", "1"))
                .build());
    assertThat(http.direct()).hasSize(1);
    assertThat(direct.equalsBySdkFields(bySdk)).as("%s", direct).isTrue();
    Message message = direct.messages().get(0);
    assertThat(message.body()).isEqualTo("h\u00e9llo \"you\"");
    assertThat(message.attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "3");
  }

  @SuppressWarnings("deprecation") // The component uses the older name.
  @Test
  void aReceiveSaysAllThatItWasAskedTo() {
    http.answer(200, Map.of(), "{}");
    sqs.receiveMessage(
        it ->
            it.queueUrl(QUEUE)
                .maxNumberOfMessages(10)
                .waitTimeSeconds(20)
                .visibilityTimeout(60)
                .attributeNamesWithStrings("SentTimestamp")
                .messageSystemAttributeNamesWithStrings("ApproximateReceiveCount"));
    RecordedHttp.Sent sent = http.direct().get(0);
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

  /** Reports failed deletes, because their messages are delivered again. */
  @Test
  void aBatchSaysWhatWasDeletedAndWhatWasNot() {
    http.answer(
        200,
        Map.of(),
        "{\"Successful\":[{\"Id\":\"0\"}],\"Failed\":[{\"Id\":\"1\",\"SenderFault\":true,"
            + "\"Code\":\"ReceiptHandleIsInvalid\",\"Message\":\"why\"}]}");
    DeleteMessageBatchResponse answer = delete();
    assertThat(answer.successful())
        .singleElement()
        .satisfies(it -> assertThat(it.id()).isEqualTo("0"));
    assertThat(answer.failed())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.code()).isEqualTo("ReceiptHandleIsInvalid");
              assertThat(it.senderFault()).isTrue();
              assertThat(it.message()).isEqualTo("why");
            });
    assertThat(http.direct().get(0).request().payload().bytes())
        .asString()
        .isEqualTo(
            "{\"QueueUrl\":\""
                + QUEUE
                + "\",\"Entries\":[{\"Id\":\"0\",\"ReceiptHandle\":\"r0\"},"
                + "{\"Id\":\"1\",\"ReceiptHandle\":\"r1\"}]}");
  }

  @Test
  void aBodyThatIsNotTheOneThatWasSentIsRefused() {
    http.answer(200, Map.of(), received("00000000000000000000000000000000"));
    assertThatThrownBy(() -> sqs.receiveMessage(it -> it.queueUrl(QUEUE)))
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("MD5");
    assertThat(http.all()).isEqualTo(2);
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
  void anAnswerThatIsNoneIsAskedAgainByTheSdk(String answer) {
    http.answer(200, Map.of(), answer).answer(200, Map.of(), "{}");
    assertThat(sqs.receiveMessage(it -> it.queueUrl(QUEUE)).messages()).isEmpty();
    assertThat(http.direct()).hasSize(1);
    assertThat(http.all()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 429, 500, 503})
  void aRefusalIsTheSdksToHear(int status) {
    http.answer(status, Map.of(), "{\"__type\":\"Whatever\"}").answer(200, Map.of(), "{}");
    delete();
    assertThat(http.direct()).hasSize(1);
    assertThat(http.all()).isEqualTo(3);
  }

  @Test
  void aQueueThatIsGoneHasTheSdksNameForIt() {
    String gone = "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"gone\"}";
    http.answer(400, Map.of(), gone).answer(400, Map.of(), gone);
    assertThatThrownBy(() -> sqs.receiveMessage(it -> it.queueUrl(QUEUE)))
        .isInstanceOf(QueueDoesNotExistException.class);
  }

  @Test
  void afterASurpriseTheSdkAsksAloneForAWhile() {
    http.answer(503, Map.of(), "");
    for (int i = 0; i < 3; i++) {
      http.answer(200, Map.of(), "{}");
    }
    delete();
    delete();
    assertThat(http.direct()).hasSize(1);
    nanos += 6_000_000_000L;
    delete();
    assertThat(http.direct()).hasSize(2);
  }

  /** Each attribute has a digest of its own, and may be of any kind. */
  @Test
  void attributesOfSendersAreTheSdksToRead() {
    http.answer(200, Map.of(), "{}").answer(200, Map.of(), "{}");
    sqs.receiveMessage(it -> it.queueUrl(QUEUE).messageAttributeNames("All"));
    sqs.receiveMessage(it -> it.queueUrl(QUEUE).receiveRequestAttemptId("again"));
    assertThat(http.direct()).isEmpty();
  }

  @Test
  void aQueueThatWasNotMetIsTheSdks() {
    http.answer(200, Map.of(), "{}");
    sqs.receiveMessage(it -> it.queueUrl(QUEUE + "-other"));
    assertThat(http.direct()).isEmpty();
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
