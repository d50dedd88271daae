package dev.waybill.localcloud.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Brings queues and messages back into an ElasticMQ that is empty. */
record QueueReplay(Function<SqsCall, CompletableFuture<SqsAnswer>> engine, String urls) {
  /** Messages that are sent again at the same time. */
  private static final int AT_ONCE = 64;

  /** Brings everything back; returns the entries of a journal that says the same. */
  List<JournalEntry> of(QueueState state) {
    List<JournalEntry> compact = new ArrayList<>();
    state.queues().forEach((queue, attributes) -> compact.add(create(queue, attributes)));
    state.queues().forEach(this::redrive);
    List<JournalEntry.Sent> messages = state.messages();
    for (int from = 0; from < messages.size(); from += AT_ONCE) {
      int to = Math.min(from + AT_ONCE, messages.size());
      compact.addAll(sentAgain(messages.subList(from, to)));
    }
    return compact;
  }

  /** All at once, as they are in no order; those of a FIFO queue one after the other. */
  private List<JournalEntry> sentAgain(List<JournalEntry.Sent> messages) {
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
      String id = accepted("SendMessage", answers.get(i).join()).messageId(true);
      sent.add(new JournalEntry.Sent(id, message.queue(), message.input()));
    }
    return sent;
  }

  /** Without its redrive policy: that names a queue which may come later. */
  private JournalEntry create(String queue, Map<String, String> attributes) {
    Map<String, String> now = new LinkedHashMap<>(attributes);
    now.remove("RedrivePolicy");
    ObjectNode input = SqsCall.newInput().put("QueueName", queue);
    now.forEach(input.putObject("Attributes")::put);
    must("CreateQueue", input);
    return new JournalEntry.QueueSet(queue, attributes);
  }

  /** Refused when its dead-letter queue is gone: then it moves nothing, as on AWS. */
  private void redrive(String queue, Map<String, String> attributes) {
    String policy = attributes.get("RedrivePolicy");
    if (policy != null && !policy.isEmpty()) {
      ObjectNode input = SqsCall.newInput().put("QueueUrl", urls + queue);
      input.putObject("Attributes").put("RedrivePolicy", policy);
      SqsAnswer unused = engine.apply(SqsCall.of("SetQueueAttributes", input)).join();
    }
  }

  private SqsAnswer must(String action, ObjectNode input) {
    return accepted(action, engine.apply(SqsCall.of(action, input)).join());
  }

  private static SqsAnswer accepted(String action, SqsAnswer answer) {
    if (!answer.isOk()) {
      throw new IllegalStateException(action + " at opening was answered " + answer.body());
    }
    return answer;
  }
}
