package dev.waybill.localcloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.REDRIVE_POLICY;

import dev.waybill.localcloud.wire.RequestAuthenticator;
import dev.waybill.localcloud.wire.SigV4;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Tests of queues through a client before and after crashes. */
final class QueueServiceTest {
  @TempDir Path folder;

  private final Server server = new Server();
  private QueueService queues;
  private SqsClient sqs;

  @BeforeEach
  void start() throws Exception {
    open();
  }

  @AfterEach
  void stop() throws Exception {
    sqs.close();
    server.stop();
    queues.close();
  }

  @Test
  void restoresMessagesNotDeletedBeforeACrash() throws Exception {
    String url = create("work", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30"));
    sqs.sendMessage(it -> it.queueUrl(url).messageBody("kept"));
    sqs.sendMessageBatch(
        it -> it.queueUrl(url).entries(List.of(entry("a", "kept too"), entry("b", "kept three"))));
    queues.send("work", "from within");
    sqs.sendMessage(it -> it.queueUrl(url).messageBody("gone"));
    List<Message> received = receive(url);
    Message gone = received.stream().filter(m -> m.body().equals("gone")).findAny().orElseThrow();
    sqs.deleteMessage(it -> it.queueUrl(url).receiptHandle(gone.receiptHandle()));
    crash();
    assertThat(receive(sqs.getQueueUrl(it -> it.queueName("work")).queueUrl()))
        .extracting(Message::body)
        .containsExactlyInAnyOrder("kept", "kept too", "kept three", "from within");
  }

  /** Without a destination, SQS moves each message to the queue that it came from. */
  @Test
  void movesDeadLettersToTheirSourceWithoutADestination() throws Exception {
    String dead = create("dead", Map.of());
    String source = create("source", Map.of(REDRIVE_POLICY, redriveTo(dead)));
    queues.send("source", "again");
    giveUp(source);
    assertThat(awaitBodies(dead)).containsExactly("again");

    startMove(arn(dead));

    assertThat(awaitBodies(source)).containsExactly("again");
    crash();
    assertThat(awaitBodies(sqs.getQueueUrl(it -> it.queueName("source")).queueUrl()))
        .containsExactly("again");
  }

  @Test
  void rejectsMoveFromQueueThatIsNoDeadLetterQueue() {
    String plain = create("plain", Map.of());

    assertThatThrownBy(() -> startMove(arn(plain)))
        .isInstanceOfSatisfying(
            SqsException.class,
            error -> {
              assertThat(error.statusCode()).isEqualTo(400);
              assertThat(error.awsErrorDetails().errorCode()).endsWith("InvalidParameterValue");
            });
  }

  /** SQS moves each message to its own queue, which ElasticMQ cannot. */
  @Test
  void rejectsMoveToSeveralSourcesWithoutADestination() {
    String dead = create("shared", Map.of());
    String one = create("one", Map.of(REDRIVE_POLICY, redriveTo(dead)));
    create("two", Map.of(REDRIVE_POLICY, redriveTo(dead)));
    queues.send("two", "of two");
    giveUp(sqs.getQueueUrl(it -> it.queueName("two")).queueUrl());

    assertThatThrownBy(() -> startMove(arn(dead)))
        .isInstanceOfSatisfying(
            SqsException.class,
            error -> {
              assertThat(error.awsErrorDetails().errorCode()).endsWith("UnsupportedOperation");
              assertThat(error.getMessage()).contains("DestinationArn", "[one, two]");
            });

    sqs.startMessageMoveTask(it -> it.sourceArn(arn(dead)).destinationArn(arn(one)));
    assertThat(awaitBodies(one)).containsExactly("of two");
  }

  @Test
  void movesDeadLettersOfTheQueryProtocol() {
    String dead = create("dead", Map.of());
    String source = create("source", Map.of(REDRIVE_POLICY, redriveTo(dead)));
    queues.send("source", "again");
    giveUp(source);
    String form = "Action=StartMessageMoveTask&Version=2012-11-05&SourceArn=" + encoded(arn(dead));

    SqsAnswer answer = queues.handle(SqsCall.ofForm("/", form)).join();

    assertThat(answer.isOk()).as(answer.body()).isTrue();
    assertThat(awaitBodies(source)).containsExactly("again");
  }

  @Test
  void rejectsMoveFromAbsentQueue() {
    String absent = arn(create("plain", Map.of())).replace("plain", "absent");

    assertThatThrownBy(() -> startMove(absent)).isInstanceOf(ResourceNotFoundException.class);
  }

  /** Receives a message once more than its redrive policy allows. */
  private void giveUp(String url) {
    assertThat(awaitBodies(url)).hasSize(1);
    assertThat(
            sqs.receiveMessage(it -> it.queueUrl(url).visibilityTimeout(0).waitTimeSeconds(0))
                .messages())
        .isEmpty();
  }

  private void startMove(String from) {
    sqs.startMessageMoveTask(
        it ->
            it.sourceArn(from)
                .overrideConfiguration(with -> with.apiCallTimeout(Duration.ofSeconds(10))));
  }

  private List<String> awaitBodies(String url) {
    return sqs
        .receiveMessage(it -> it.queueUrl(url).waitTimeSeconds(10).visibilityTimeout(0))
        .messages()
        .stream()
        .map(Message::body)
        .toList();
  }

  private String arn(String url) {
    return sqs.getQueueAttributes(
            it -> it.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .get(QueueAttributeName.QUEUE_ARN);
  }

  private String redriveTo(String url) {
    return "{\"deadLetterTargetArn\":\"" + arn(url) + "\",\"maxReceiveCount\":\"1\"}";
  }

  @Test
  void deletedAndPurgedQueuesStayEmptyAfterACrash() throws Exception {
    String purged = create("purged", Map.of());
    String deleted = create("deleted", Map.of());
    queues.send("purged", "x");
    queues.send("deleted", "x");
    sqs.purgeQueue(it -> it.queueUrl(purged));
    sqs.deleteQueue(it -> it.queueUrl(deleted));
    crash();
    assertThat(queues.exists("deleted")).isFalse();
    assertThat(receive(sqs.getQueueUrl(it -> it.queueName("purged")).queueUrl())).isEmpty();
  }

  /** A receipt is stale once its message was received again. */
  @Test
  void restoresMessageThatABatchFailedToDelete() throws Exception {
    String url = create("batch", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0"));
    sqs.sendMessage(it -> it.queueUrl(url).messageBody("kept"));
    sqs.sendMessage(it -> it.queueUrl(url).messageBody("gone"));
    Map<String, String> stale = receipts(url);
    Map<String, String> fresh = receipts(url);
    DeleteMessageBatchResponse answer =
        sqs.deleteMessageBatch(
            it ->
                it.queueUrl(url)
                    .entries(deletion("a", stale.get("kept")), deletion("b", fresh.get("gone"))));
    assertThat(answer.failed()).extracting(BatchResultErrorEntry::id).containsExactly("a");
    crash();
    assertThat(receive(sqs.getQueueUrl(it -> it.queueName("batch")).queueUrl()))
        .extracting(Message::body)
        .containsExactly("kept");
  }

  @Test
  void messageDeletedByQueryProtocolBatchIsNotRestored() throws Exception {
    String url = create("form", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0"));
    sqs.sendMessage(it -> it.queueUrl(url).messageBody("kept"));
    sqs.sendMessage(it -> it.queueUrl(url).messageBody("gone"));
    Map<String, String> stale = receipts(url);
    Map<String, String> fresh = receipts(url);
    String entry = "&DeleteMessageBatchRequestEntry.";
    String form =
        "Action=DeleteMessageBatch&Version=2012-11-05"
            + (entry + "1.Id=a" + entry + "1.ReceiptHandle=" + encoded(stale.get("kept")))
            + (entry + "2.Id=b" + entry + "2.ReceiptHandle=" + encoded(fresh.get("gone")));
    SqsAnswer answer = queues.handle(SqsCall.ofForm("/000000000000/form", form)).join();
    assertThat(answer.body()).contains("<DeleteMessageBatchResultEntry>", "BatchResultErrorEntry>");
    crash();
    assertThat(bodies(sqs.getQueueUrl(it -> it.queueName("form")).queueUrl(), 2))
        .containsExactly("kept");
  }

  @Test
  void restoresMessageOfTheDeadLetterQueue() throws Exception {
    create("dead", Map.of());
    String url = create("source", redrivenTo("dead"));
    sqs.sendMessage(it -> it.queueUrl(url).messageBody("poison"));
    assertThat(receive(url)).hasSize(1);
    assertThat(receive(url)).isEmpty();
    crash();
    assertThat(receive(sqs.getQueueUrl(it -> it.queueName("source")).queueUrl())).isEmpty();
    String dead = sqs.getQueueUrl(it -> it.queueName("dead")).queueUrl();
    List<Message> moved = receive(dead);
    assertThat(moved).extracting(Message::body).containsExactly("poison");
    sqs.deleteMessage(it -> it.queueUrl(dead).receiptHandle(moved.get(0).receiptHandle()));
    crash();
    assertThat(receive(sqs.getQueueUrl(it -> it.queueName("dead")).queueUrl())).isEmpty();
  }

  @Test
  void purgedDeadLetterQueueStaysEmptyAfterACrash() throws Exception {
    String dead = create("dead", Map.of());
    String url = create("source", redrivenTo("dead"));
    sqs.sendMessage(it -> it.queueUrl(url).messageBody("poison"));
    receive(url);
    receive(url);
    sqs.purgeQueue(it -> it.queueUrl(dead));
    crash();
    assertThat(receive(sqs.getQueueUrl(it -> it.queueName("source")).queueUrl())).isEmpty();
    assertThat(receive(sqs.getQueueUrl(it -> it.queueName("dead")).queueUrl())).isEmpty();
  }

  /**
   * The remaining messages depend on timing, but the journal must have the same order as ElasticMQ.
   */
  @Test
  void purgeDuringSendsLeavesTheSameMessagesAfterACrash() throws Exception {
    String url = create("busy", Map.of());
    ExecutorService callers = Executors.newFixedThreadPool(5);
    List<Future<?>> all = new ArrayList<>();
    for (int sender = 0; sender < 4; sender++) {
      int name = sender;
      all.add(
          callers.submit(
              () -> IntStream.range(0, 100).forEach(i -> queues.send("busy", name + "/" + i))));
    }
    all.add(
        callers.submit(
            () -> IntStream.range(0, 60).forEach(i -> sqs.purgeQueue(it -> it.queueUrl(url)))));
    for (Future<?> one : all) {
      one.get();
    }
    callers.shutdown();
    Set<String> before = bodies(url);
    crash();
    assertThat(bodies(sqs.getQueueUrl(it -> it.queueName("busy")).queueUrl())).isEqualTo(before);
  }

  @Test
  void ignoresLineTornByACrash() throws Exception {
    create("torn", Map.of());
    queues.send("torn", "whole");
    Files.writeString(
        folder.resolve("journal.jsonl"), "{\"is\":\"sent\",\"id", StandardOpenOption.APPEND);
    crash();
    assertThat(receive(sqs.getQueueUrl(it -> it.queueName("torn")).queueUrl()))
        .extracting(Message::body)
        .containsExactly("whole");
  }

  @Test
  void creatingAnExistingQueueReturnsItAlsoAfterACrash() throws Exception {
    create("dead", Map.of());
    Map<QueueAttributeName, String> attributes =
        Map.of(
            QueueAttributeName.VISIBILITY_TIMEOUT,
            "30",
            QueueAttributeName.REDRIVE_POLICY,
            "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\",\"maxReceiveCount\":\"5\"}");
    String url = create("again", attributes);
    assertThat(create("again", attributes)).isEqualTo(url);
    crash();
    assertThat(create("again", attributes)).endsWith("/000000000000/again");
    assertThat(create("again", Map.of())).endsWith("/000000000000/again");
    assertThatThrownBy(() -> create("again", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "31")))
        .isInstanceOf(QueueNameExistsException.class);
  }

  @Test
  void returnsPolicyKeyAndRedrivePolicyAfterACrash() throws Exception {
    create("later-dead", Map.of());
    String redrive =
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:later-dead\",\"maxReceiveCount\":\"3\"}";
    String url =
        create(
            "guarded",
            Map.of(
                QueueAttributeName.POLICY, "{\"Version\":\"2012-10-17\"}",
                QueueAttributeName.KMS_MASTER_KEY_ID, "alias/q",
                QueueAttributeName.REDRIVE_POLICY, redrive));
    crash();
    String after = sqs.getQueueUrl(it -> it.queueName("guarded")).queueUrl();
    assertThat(url).contains("/000000000000/guarded");
    assertThat(
            sqs.getQueueAttributes(it -> it.queueUrl(after).attributeNames(QueueAttributeName.ALL))
                .attributes())
        .containsEntry(QueueAttributeName.POLICY, "{\"Version\":\"2012-10-17\"}")
        .containsEntry(QueueAttributeName.KMS_MASTER_KEY_ID, "alias/q")
        .containsKey(QueueAttributeName.REDRIVE_POLICY);
    assertThat(
            sqs.getQueueAttributes(
                    it -> it.queueUrl(after).attributeNames(QueueAttributeName.POLICY))
                .attributes())
        .containsOnlyKeys(QueueAttributeName.POLICY);
  }

  @Test
  void recreatesSourceQueueAfterACrashBeforeItsDeadLetterQueue() throws Exception {
    String redrive =
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:the-dead\",\"maxReceiveCount\":\"3\"}";
    create("a-source", Map.of());
    create("the-dead", Map.of());
    String source = create("source", Map.of(QueueAttributeName.REDRIVE_POLICY, redrive));
    sqs.setQueueAttributes(
        it ->
            it.queueUrl(source.replace("/source", "/a-source"))
                .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)));
    crash();
    for (String name : List.of("a-source", "source")) {
      assertThat(create(name, Map.of(QueueAttributeName.REDRIVE_POLICY, redrive))).endsWith(name);
    }
  }

  @Test
  void restoresQueueWithMissingOrOwnDeadLetterQueue() throws Exception {
    String redrive =
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:%s\",\"maxReceiveCount\":\"3\"}";
    String dead = create("gone", Map.of());
    create("left", Map.of(QueueAttributeName.REDRIVE_POLICY, redrive.formatted("gone")));
    sqs.deleteQueue(it -> it.queueUrl(dead));
    String self = create("self", Map.of());
    sqs.setQueueAttributes(
        it ->
            it.queueUrl(self)
                .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive.formatted("self"))));
    queues.send("left", "kept");
    crash();
    assertThat(queues.exists("self")).isTrue();
    assertThat(receive(sqs.getQueueUrl(it -> it.queueName("left")).queueUrl())).hasSize(1);
  }

  /**
   * Opens a new service without closing the old one, so that the journal is the one that a killed
   * process leaves.
   */
  private void crash() throws Exception {
    sqs.close();
    server.stop();
    open();
  }

  private void open() throws Exception {
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.setConnectors(new ServerConnector[] {connector});
    connector.open();
    queues = QueueService.open(folder, connector.getLocalPort(), "000000000000", "us-east-1");
    server.setHandler(
        new SqsHandler(
            queues,
            new RequestAuthenticator(new SigV4("test", Clock.systemUTC()), "sqs"),
            () -> access -> {}));
    server.start();
    sqs =
        SqsClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + connector.getLocalPort()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
  }

  private String create(String name, Map<QueueAttributeName, String> attributes) {
    return sqs.createQueue(it -> it.queueName(name).attributes(attributes)).queueUrl();
  }

  private static Map<QueueAttributeName, String> redrivenTo(String dead) {
    return Map.of(
        QueueAttributeName.VISIBILITY_TIMEOUT,
        "0",
        QueueAttributeName.REDRIVE_POLICY,
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:"
            + dead
            + "\",\"maxReceiveCount\":\"1\"}");
  }

  private static DeleteMessageBatchRequestEntry deletion(String id, String receipt) {
    return DeleteMessageBatchRequestEntry.builder().id(id).receiptHandle(receipt).build();
  }

  private Map<String, String> receipts(String url) {
    return receive(url).stream().collect(Collectors.toMap(Message::body, Message::receiptHandle));
  }

  /** Returns the bodies from a number of receives. */
  private Set<String> bodies(String url, int receives) {
    Set<String> bodies = new HashSet<>();
    for (int i = 0; i < receives; i++) {
      receive(url).forEach(message -> bodies.add(message.body()));
    }
    return bodies;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Returns the bodies of all messages; a received message is hidden. */
  private Set<String> bodies(String url) {
    Set<String> bodies = new HashSet<>();
    for (List<Message> some = receive(url); !some.isEmpty(); some = receive(url)) {
      some.forEach(message -> bodies.add(message.body()));
    }
    return bodies;
  }

  private static SendMessageBatchRequestEntry entry(String id, String body) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
  }

  private List<Message> receive(String url) {
    return sqs.receiveMessage(it -> it.queueUrl(url).maxNumberOfMessages(10)).messages();
  }
}
