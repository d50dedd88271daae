package dev.waybill.localcloud.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.wire.QueryError;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Durable queues: ElasticMQ in memory and a journal of the accepted calls. A message is in the
 * journal before its sender receives a response, and is delivered at least once until it is
 * deleted.
 *
 * <p>After a restart messages have new ids, and their receive counts start again.
 */
public final class QueueService implements AutoCloseable {
  private final ElasticMq engine;
  private final QueueJournal journal;
  private final SendPurgeLock lock = new SendPurgeLock();
  private final String urls;
  private final Map<String, Map<String, String>> queues = new ConcurrentHashMap<>();

  private QueueService(ElasticMq engine, String urls, Path file) throws IOException {
    this.engine = engine;
    this.urls = urls;
    QueueState state = QueueJournal.read(file);
    state
        .queues()
        .forEach((name, attributes) -> queues.put(name, new ConcurrentHashMap<>(attributes)));
    List<JournalEntry> restored = new QueueReplay(this::forward, urls).replay(state);
    QueueJournal opened = QueueJournal.replace(file, restored, QueueJournal.MIN_COMPACTION_SIZE);
    engine.onMove((id, queue) -> opened.append(new JournalEntry.Moved(id, queue)));
    this.journal = opened;
  }

  /**
   * Opens the queues stored in a folder and creates the folder if it is missing.
   *
   * @param publicPort the port of 127.0.0.1 in queue URLs
   */
  public static QueueService open(Path folder, int publicPort, String account, String region)
      throws IOException {
    Files.createDirectories(folder);
    ElasticMq engine = new ElasticMq(publicPort, account, region);
    String urls = "http://127.0.0.1:" + publicPort + "/" + account + "/";
    try {
      return new QueueService(engine, urls, folder.resolve("journal.jsonl"));
    } catch (IOException | RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /** Returns whether a queue exists. */
  public boolean exists(String queue) {
    return queues.containsKey(queue);
  }

  /**
   * Sends a message and returns when it is durable.
   *
   * @throws IllegalStateException if the queue does not exist or rejects the message
   */
  public void send(String queue, String body) {
    ObjectNode input = SqsCall.newInput().put("QueueUrl", urls + queue).put("MessageBody", body);
    SqsAnswer answer = handle(SqsCall.of("SendMessage", input)).join();
    if (!answer.isOk()) {
      throw new IllegalStateException(
          "Sending to the queue " + queue + " failed with status " + answer.status());
    }
  }

  /**
   * Sends at most ten messages in order and returns when they are durable.
   *
   * @throws IllegalStateException if the queue does not exist or rejects a message; the others may
   *     have been sent
   */
  public void send(String queue, List<String> bodies) {
    ObjectNode input = SqsCall.newInput().put("QueueUrl", urls + queue);
    ArrayNode entries = input.putArray("Entries");
    for (String body : bodies) {
      String id = Integer.toString(entries.size());
      entries.addObject().put("Id", id).put("MessageBody", body);
    }
    SqsAnswer answer = handle(SqsCall.of("SendMessageBatch", input)).join();
    if (!answer.isOk() || answer.messageIds(true).size() < bodies.size()) {
      throw new IllegalStateException(
          "Sending to the queue " + queue + " failed with status " + answer.status());
    }
  }

  /** Answers a call after its changes are in the journal. */
  CompletableFuture<SqsAnswer> handle(SqsCall call) {
    try {
      StoredAttributes.validate(call.attributes());
      MoveTaskCheck.require(call, queues);
    } catch (QueryError error) {
      return CompletableFuture.completedFuture(
          SqsAnswer.ofError(error, call.json(), UUID.randomUUID().toString()));
    }
    if (call.action().equals("CreateQueue") && existsAsRequested(call)) {
      return forward(call.asGetQueueUrl()).thenApply(SqsAnswer::toCreateQueue);
    }
    return lock.run(
        call.action(),
        () -> forward(call).thenApply(answer -> answer.isOk() ? record(call, answer) : answer));
  }

  /**
   * Returns whether the queue to create already exists with the requested attributes, which is not
   * an error in SQS. ElasticMQ treats a queue with a redrive policy as different.
   */
  private boolean existsAsRequested(SqsCall call) {
    Map<String, String> attributes = queues.get(call.queue());
    return attributes != null && attributes.entrySet().containsAll(call.attributes().entrySet());
  }

  private CompletableFuture<SqsAnswer> forward(SqsCall call) {
    return engine.call(call.path(), call.headers(), call.forward()).thenApply(QueueService::answer);
  }

  private SqsAnswer record(SqsCall call, SqsAnswer answer) {
    switch (call.action()) {
      case "CreateQueue", "SetQueueAttributes" -> recordAttributes(call.queue(), call.attributes());
      case "DeleteQueue" -> {
        queues.remove(call.queue());
        journal.appendDurably(new JournalEntry.QueueDeleted(call.queue()));
      }
      case "PurgeQueue" -> journal.appendDurably(new JournalEntry.Purged(call.queue()));
      case "SendMessage" -> recordSent(call.queue(), answer.messageId(call.json()), call.input());
      case "SendMessageBatch" -> recordAllSent(call, answer.messageIds(call.json()));
      case "DeleteMessage" -> recordDeleted(call.input());
      case "DeleteMessageBatch" -> recordAllDeleted(call, answer.messageIds(call.json()).keySet());
      case "GetQueueAttributes" -> {
        return withStoredAttributes(call, answer);
      }
      default -> {}
    }
    return answer;
  }

  private void recordAttributes(String queue, Map<String, String> requested) {
    Map<String, String> attributes = StoredAttributes.complete(requested);
    queues.computeIfAbsent(queue, unused -> new ConcurrentHashMap<>()).putAll(attributes);
    journal.appendDurably(new JournalEntry.QueueSet(queue, attributes));
  }

  private void recordSent(String queue, String id, JsonNode input) {
    ObjectNode message = input.deepCopy();
    message.remove(List.of("QueueUrl", "Id", "Attributes", "AttributeNames", "Entries"));
    journal.appendDurably(new JournalEntry.Sent(id, queue, message));
  }

  private void recordAllSent(SqsCall call, Map<String, String> ids) {
    for (JsonNode entry : call.input().path("Entries")) {
      String id = ids.get(entry.path("Id").asText());
      if (id != null) {
        recordSent(call.queue(), id, entry);
      }
    }
  }

  private void recordAllDeleted(SqsCall call, Set<String> successful) {
    for (JsonNode entry : call.input().path("Entries")) {
      if (successful.contains(entry.path("Id").asText())) {
        recordDeleted(entry);
      }
    }
  }

  /**
   * Records a deleted message. ElasticMQ's receipt handle is the message's id, a hash sign and the
   * number of the receipt.
   */
  private void recordDeleted(JsonNode entry) {
    String receipt = entry.path("ReceiptHandle").asText();
    int end = receipt.indexOf('#');
    if (end > 0) {
      journal.append(new JournalEntry.Deleted(receipt.substring(0, end)));
    }
  }

  private SqsAnswer withStoredAttributes(SqsCall call, SqsAnswer answer) {
    Map<String, String> stored = queues.getOrDefault(call.queue(), Map.of());
    Map<String, String> more = StoredAttributes.describe(stored, call.requestedStoredAttributes());
    JsonNode names = call.input().path("AttributeNames");
    boolean onlyStored =
        !names.isEmpty() && names.size() == call.requestedStoredAttributes().size();
    return answer.withAttributes(call.json(), more, onlyStored ? Set.of("QueueArn") : Set.of());
  }

  private static SqsAnswer answer(HttpResponse<String> response) {
    Map<String, String> headers = new HashMap<>();
    response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
    headers.keySet().removeIf(name -> !name.startsWith("x-amzn-") && !name.equals("content-type"));
    return new SqsAnswer(response.statusCode(), headers, response.body());
  }

  @Override
  public void close() throws IOException {
    engine.close();
    journal.close();
  }
}
