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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Queues that survive a crash: ElasticMQ in memory and a journal of what it accepted. A message is
 * in the journal before its sender is answered, and delivered at least once until it is deleted.
 *
 * <p>After a restart messages have new ids, and their receipts are counted from the beginning.
 */
public final class QueueService implements AutoCloseable {
  private final ElasticMq engine;
  private final QueueJournal journal;
  private final CallOrder order = new CallOrder();
  private final String urls;
  private final Map<String, Map<String, String>> queues = new ConcurrentHashMap<>();

  private QueueService(ElasticMq engine, String urls, Path file) throws IOException {
    this.engine = engine;
    this.urls = urls;
    QueueState state = QueueJournal.read(file);
    state
        .queues()
        .forEach((name, attributes) -> queues.put(name, new ConcurrentHashMap<>(attributes)));
    List<JournalEntry> alive = new QueueReplay(this::pass, urls).of(state);
    QueueJournal opened = QueueJournal.replace(file, alive, QueueJournal.USUAL_SIZE);
    engine.onMove((id, queue) -> opened.append(new JournalEntry.Moved(id, queue)));
    this.journal = opened;
  }

  /**
   * Opens the queues kept in a folder, which is made if missing.
   *
   * @param publicPort the port of 127.0.0.1 that queue URLs name
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

  public boolean exists(String queue) {
    return queues.containsKey(queue);
  }

  /**
   * Sends a message and returns when it is durable.
   *
   * @throws IllegalStateException if the queue does not exist or refuses the message
   */
  public void send(String queue, String body) {
    ObjectNode input = SqsCall.newInput().put("QueueUrl", urls + queue).put("MessageBody", body);
    SqsAnswer answer = handle(SqsCall.of("SendMessage", input)).join();
    if (!answer.isOk()) {
      throw new IllegalStateException("queue " + queue + " answered " + answer.status());
    }
  }

  /**
   * Sends messages, ten at the most and in order, and returns when they are durable.
   *
   * @throws IllegalStateException if the queue does not exist or refuses one; it may have others
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
      throw new IllegalStateException("queue " + queue + " answered " + answer.status());
    }
  }

  /** Answers a call after what it changed is in the journal. */
  CompletableFuture<SqsAnswer> handle(SqsCall call) {
    try {
      KeptAttributes.require(call.attributes());
    } catch (QueryError refusal) {
      return CompletableFuture.completedFuture(SqsAnswer.refusal(refusal, call.json()));
    }
    if (call.action().equals("CreateQueue") && isThereAsAsked(call)) {
      return pass(call.asGetQueueUrl()).thenApply(SqsAnswer::toCreateQueue);
    }
    return order.keep(
        call.action(),
        () -> pass(call).thenApply(answer -> answer.isOk() ? recorded(call, answer) : answer));
  }

  /**
   * Whether a queue to be created is there with the attributes that are asked for, which is no
   * error in SQS. ElasticMQ takes a queue with a redrive policy for another one.
   */
  private boolean isThereAsAsked(SqsCall call) {
    Map<String, String> attributes = queues.get(call.queue());
    return attributes != null && attributes.entrySet().containsAll(call.attributes().entrySet());
  }

  private CompletableFuture<SqsAnswer> pass(SqsCall call) {
    return engine.call(call.path(), call.headers(), call.forward()).thenApply(QueueService::answer);
  }

  private SqsAnswer recorded(SqsCall call, SqsAnswer answer) {
    switch (call.action()) {
      case "CreateQueue", "SetQueueAttributes" -> set(call.queue(), call.attributes());
      case "DeleteQueue" -> {
        queues.remove(call.queue());
        journal.appendDurably(new JournalEntry.QueueGone(call.queue()));
      }
      case "PurgeQueue" -> journal.appendDurably(new JournalEntry.Purged(call.queue()));
      case "SendMessage" -> sent(call.queue(), answer.messageId(call.json()), call.input());
      case "SendMessageBatch" -> sentAll(call, answer.messageIds(call.json()));
      case "DeleteMessage" -> done(call.input());
      case "DeleteMessageBatch" -> doneAll(call, answer.messageIds(call.json()).keySet());
      case "GetQueueAttributes" -> {
        return withKeptHere(call, answer);
      }
      default -> {}
    }
    return answer;
  }

  private void set(String queue, Map<String, String> asked) {
    Map<String, String> attributes = KeptAttributes.whole(asked);
    queues.computeIfAbsent(queue, unused -> new ConcurrentHashMap<>()).putAll(attributes);
    journal.appendDurably(new JournalEntry.QueueSet(queue, attributes));
  }

  private void sent(String queue, String id, JsonNode input) {
    ObjectNode message = input.deepCopy();
    message.remove(List.of("QueueUrl", "Id", "Attributes", "AttributeNames", "Entries"));
    journal.appendDurably(new JournalEntry.Sent(id, queue, message));
  }

  private void sentAll(SqsCall call, Map<String, String> ids) {
    for (JsonNode entry : call.input().path("Entries")) {
      String id = ids.get(entry.path("Id").asText());
      if (id != null) {
        sent(call.queue(), id, entry);
      }
    }
  }

  private void doneAll(SqsCall call, Set<String> successful) {
    for (JsonNode entry : call.input().path("Entries")) {
      if (successful.contains(entry.path("Id").asText())) {
        done(entry);
      }
    }
  }

  /** ElasticMQ's receipt handles are the message's id, a hash sign and a number of the receipt. */
  private void done(JsonNode entry) {
    String receipt = entry.path("ReceiptHandle").asText();
    int end = receipt.indexOf('#');
    if (end > 0) {
      journal.append(new JournalEntry.Done(receipt.substring(0, end)));
    }
  }

  private SqsAnswer withKeptHere(SqsCall call, SqsAnswer answer) {
    Map<String, String> kept = queues.getOrDefault(call.queue(), Map.of());
    Map<String, String> more = KeptAttributes.told(kept, call.askedOfKeptHere());
    JsonNode names = call.input().path("AttributeNames");
    boolean onlyKeptHere = !names.isEmpty() && names.size() == call.askedOfKeptHere().size();
    return answer.with(call.json(), more, onlyKeptHere ? Set.of("QueueArn") : Set.of());
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
