package dev.waybill.localcloud.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Replay of stored queues and messages into an empty ElasticMQ. */
record QueueReplay(Function<SqsCall, CompletableFuture<SqsAnswer>> engine, String urls) {
  /** Maximum number of messages that are sent concurrently. */
  private static final int MAX_CONCURRENT_SENDS = 64;

  /** Recreates all queues and messages. Returns the equivalent compact journal entries. */
  List<JournalEntry> replay(QueueState state) {
    List<JournalEntry> compact = new ArrayList<>();
    state.queues().forEach((queue, attributes) -> compact.add(create(queue, attributes)));
    state.queues().forEach(this::setRedrivePolicy);
    List<JournalEntry.Sent> messages = state.messages();
    for (int from = 0; from < messages.size(); from += MAX_CONCURRENT_SENDS) {
      int to = Math.min(from + MAX_CONCURRENT_SENDS, messages.size());
      compact.addAll(resend(messages.subList(from, to)));
    }
    return compact;
  }

  /**
   * Sends messages concurrently because they have no order. Messages of a FIFO queue are sent one
   * after the other.
   */
  private List<JournalEntry> resend(List<JournalEntry.Sent> messages) {
    List<CompletableFuture<SqsAnswer>> answers = new ArrayList<>();
    for (JournalEntry.Sent message : messages) {
      ObjectNode input = message.input().deepCopy();
      input.put("QueueUrl", urls + message.queue());
      CompletableFuture<SqsAnswer> answer = engine.apply(SqsCall.of("SendMessage", input));
      answers.add(
          message.queue().endsWith(".fifo")
              ? CompletableFuture.completedFuture(answer.join())
              : answer);
    }
    List<JournalEntry> sent = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      JournalEntry.Sent message = messages.get(i);
      String id = requireAccepted("SendMessage", answers.get(i).join()).messageId(true);
      sent.add(new JournalEntry.Sent(id, message.queue(), message.input()));
    }
    return sent;
  }

  /** Creates a queue without its redrive policy, whose dead-letter queue may not exist yet. */
  private JournalEntry create(String queue, Map<String, String> attributes) {
    Map<String, String> initial = new LinkedHashMap<>(attributes);
    initial.remove("RedrivePolicy");
    ObjectNode input = SqsCall.newInput().put("QueueName", queue);
    initial.forEach(input.putObject("Attributes")::put);
    call("CreateQueue", input);
    return new JournalEntry.QueueSet(queue, attributes);
  }

  /**
   * Sets the redrive policy. ElasticMQ rejects it if the dead-letter queue no longer exists; the
   * queue then moves nothing, as on AWS.
   */
  private void setRedrivePolicy(String queue, Map<String, String> attributes) {
    String policy = attributes.get("RedrivePolicy");
    if (policy != null && !policy.isEmpty()) {
      ObjectNode input = SqsCall.newInput().put("QueueUrl", urls + queue);
      input.putObject("Attributes").put("RedrivePolicy", policy);
      SqsAnswer unused = engine.apply(SqsCall.of("SetQueueAttributes", input)).join();
    }
  }

  private void call(String action, ObjectNode input) {
    SqsAnswer unused = requireAccepted(action, engine.apply(SqsCall.of(action, input)).join());
  }

  private static SqsAnswer requireAccepted(String action, SqsAnswer answer) {
    if (!answer.isOk()) {
      throw new IllegalStateException(
          "Restoring queues failed: " + action + " was rejected with " + answer.body());
    }
    return answer;
  }
}
