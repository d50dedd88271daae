package dev.waybill.baseline.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.baseline.desired.BaselineConstants;
import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.desired.DesiredPolicy;
import dev.waybill.baseline.desired.DesiredStatement;
import dev.waybill.baseline.desired.Policies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Controls of the queue that S3 notifies, of its dead-letter queue, and of those for units of work.
 */
public final class QueueControls {
  private static final String RETENTION = "14 d";
  private static final String ENCRYPTED = "encrypted";
  private static final Set<String> NO_QUEUE =
      Set.of(
          "AWS.SimpleQueueService.NonExistentQueue",
          "QueueDoesNotExist",
          "QueueDoesNotExistException");

  private final SqsClient sqs;
  private final Deployment d;

  public QueueControls(SqsClient sqs, Deployment d) {
    this.sqs = sqs;
    this.d = d;
  }

  /** Returns the controls; the dead-letter queue is first because the redrive policy names it. */
  public List<ControlDefinition> definitions() {
    String source = d.queueName();
    String deadLetters = d.deadLetterName();
    return Stream.of(custody(source, deadLetters), fixity(), backfill()).flatMap(it -> it).toList();
  }

  /** Re-verification needs no dead letters: a lost message is sent again. */
  private Stream<ControlDefinition> fixity() {
    String name = d.fixityQueueName();
    return d.settings().fixity().enabled()
        ? Stream.of(
            exists("fixity", name, "The leader hands out by it what is to be read again."),
            encryption("fixity", name),
            policy("fixity", name, Policies.fixityQueue(d)))
        : Stream.empty();
  }

  /** A backfill needs no dead letters either: a lost message is sent again. */
  private Stream<ControlDefinition> backfill() {
    String name = d.backfillQueueName();
    return Stream.of(
        exists("backfill", name, "The leader hands out by it what was there before Waybill."),
        encryption("backfill", name),
        policy("backfill", name, Policies.backfillQueue(d)));
  }

  private Stream<ControlDefinition> custody(String source, String deadLetters) {
    return Stream.of(
        exists(
            "dead-letters",
            deadLetters,
            "Messages that cannot be processed wait there for an operator."),
        encryption("dead-letters", deadLetters),
        retention("dead-letters", deadLetters),
        policy("dead-letters", deadLetters, Policies.deadLetters(d)),
        exists("queue", source, "S3 notifies the queue of every object."),
        encryption("queue", source),
        retention("queue", source),
        visibility(source),
        redrive(source),
        policy("queue", source, Policies.queue(d)));
  }

  private ControlDefinition exists(String id, String name, String protects) {
    return new ControlDefinition(
        new Control(
            id + ".queue",
            protects,
            "AWS S3 user guide, event notifications",
            "aws sqs create-queue --queue-name " + name),
        List.of(),
        () ->
            url(name)
                .map(it -> ControlState.of("present", "present"))
                .orElseGet(() -> ControlState.absent("present")),
        () -> sqs.createQueue(it -> it.queueName(name)));
  }

  private ControlDefinition encryption(String id, String name) {
    return new ControlDefinition(
        new Control(
            id + ".encryption",
            "Messages name objects; encryption protects them at rest.",
            "Security Hub SQS.1",
            "aws sqs set-queue-attributes with SqsManagedSseEnabled=true"),
        List.of(id + ".queue"),
        () -> readEncryption(name),
        () -> set(name, QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "true"));
  }

  private ControlState readEncryption(String name) {
    boolean managed = "true".equals(get(name, QueueAttributeName.SQS_MANAGED_SSE_ENABLED));
    boolean key = !get(name, QueueAttributeName.KMS_MASTER_KEY_ID).isEmpty();
    return ControlState.of(managed || key ? ENCRYPTED : "not encrypted", ENCRYPTED);
  }

  private ControlDefinition retention(String id, String name) {
    return new ControlDefinition(
        new Control(
            id + ".retention",
            "A message that expires before an operator handles it is lost.",
            "AWS SQS developer guide, dead-letter queues",
            "aws sqs set-queue-attributes with MessageRetentionPeriod="
                + BaselineConstants.RETENTION_SECONDS),
        List.of(id + ".queue"),
        () -> readRetention(name),
        () ->
            set(
                name,
                QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                Integer.toString(BaselineConstants.RETENTION_SECONDS)));
  }

  private ControlState readRetention(String name) {
    String seconds = get(name, QueueAttributeName.MESSAGE_RETENTION_PERIOD);
    boolean longest = seconds.equals(Integer.toString(BaselineConstants.RETENTION_SECONDS));
    return ControlState.of(longest ? RETENTION : seconds + " s", RETENTION);
  }

  private ControlDefinition visibility(String name) {
    String should = d.settings().queue().visibility().toSeconds() + " s";
    return new ControlDefinition(
        new Control(
            "queue.visibility",
            "If the timeout is shorter than the processing, every message is processed twice.",
            "AWS SQS developer guide, visibility timeout",
            "aws sqs set-queue-attributes with VisibilityTimeout as waybill.intake.visibility"),
        List.of("queue.queue"),
        () -> ControlState.of(get(name, QueueAttributeName.VISIBILITY_TIMEOUT) + " s", should),
        () ->
            set(
                name,
                QueueAttributeName.VISIBILITY_TIMEOUT,
                Long.toString(d.settings().queue().visibility().toSeconds())));
  }

  private ControlDefinition redrive(String name) {
    String should =
        "to "
            + d.deadLetterName()
            + " after "
            + BaselineConstants.MAX_DELIVERIES
            + " deliveries or more";
    return new ControlDefinition(
        new Control(
            "queue.redrive",
            "Without a redrive policy, failed messages expire unnoticed.",
            "AWS SQS developer guide, dead-letter queues",
            "aws sqs set-queue-attributes with RedrivePolicy=" + redrivePolicy()),
        List.of("queue.queue", "dead-letters.queue"),
        () -> readRedrive(name, should),
        () -> set(name, QueueAttributeName.REDRIVE_POLICY, redrivePolicy()));
  }

  private String redrivePolicy() {
    return "{\"deadLetterTargetArn\":\""
        + d.queueArn(d.deadLetterName())
        + "\",\"maxReceiveCount\":\""
        + BaselineConstants.MAX_DELIVERIES
        + "\"}";
  }

  private ControlState readRedrive(String name, String should) {
    String text = get(name, QueueAttributeName.REDRIVE_POLICY);
    if (text.isEmpty()) {
      return ControlState.absent(should);
    }
    JsonNode policy = DesiredPolicy.parseJson(text);
    String target = policy.path("deadLetterTargetArn").asText();
    int deliveries = policy.path("maxReceiveCount").asInt();
    boolean holds =
        target.equals(d.queueArn(d.deadLetterName()))
            && deliveries >= BaselineConstants.MAX_DELIVERIES;
    return new ControlState(
        holds,
        "to " + target + " after " + deliveries + " deliveries",
        should,
        target.equals(d.queueArn(d.deadLetterName())) ? "" : "failed messages in " + target);
  }

  private ControlDefinition policy(String id, String name, List<DesiredStatement> desired) {
    QueuePolicy policy = new QueuePolicy(d.account(), desired);
    return new ControlDefinition(
        new Control(
            id + ".policy",
            "A principal that may send could announce objects that do not exist.",
            "Security Hub SQS.3, AWS S3 user guide, granting permissions to publish",
            "set the template's statements as the queue's policy"),
        List.of(id + ".queue"),
        () -> policy.read(get(name, QueueAttributeName.POLICY)),
        () ->
            set(
                name,
                QueueAttributeName.POLICY,
                policy.merge(get(name, QueueAttributeName.POLICY))));
  }

  private Optional<String> url(String name) {
    return NotFound.of(() -> sqs.getQueueUrl(it -> it.queueName(name)).queueUrl(), NO_QUEUE);
  }

  private String requireUrl(String name) {
    return url(name)
        .orElseThrow(
            () -> new UnmanagedResourceException("the queue " + name + " no longer exists"));
  }

  private String get(String name, QueueAttributeName attribute) {
    String url = requireUrl(name);
    GetQueueAttributesResponse answer =
        sqs.getQueueAttributes(it -> it.queueUrl(url).attributeNames(QueueAttributeName.ALL));
    return answer.attributes().getOrDefault(attribute, "");
  }

  private void set(String name, QueueAttributeName attribute, String value) {
    String url = requireUrl(name);
    sqs.setQueueAttributes(it -> it.queueUrl(url).attributes(Map.of(attribute, value)));
  }
}
