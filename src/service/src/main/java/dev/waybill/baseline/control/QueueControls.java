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
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The queue that S3 notifies, and the one that its redrive policy names. */
public final class QueueControls {
  private static final String KEPT = "14 d";
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

  /** The dead-letter queue first: the other names it. */
  public List<ControlDefinition> measures() {
    String source = d.queueName();
    String dead = d.deadLetterName();
    return List.of(
        exists("dead-letters", dead, "What cannot be mended waits there for a person."),
        encryption("dead-letters", dead),
        retention("dead-letters", dead),
        policy("dead-letters", dead, Policies.deadLetters(d)),
        exists("queue", source, "S3 tells it of every object."),
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
                .map(it -> ControlState.of("there", "there"))
                .orElseGet(() -> ControlState.absent("there")),
        () -> sqs.createQueue(it -> it.queueName(name)));
  }

  private ControlDefinition encryption(String id, String name) {
    return new ControlDefinition(
        new Control(
            id + ".encryption",
            "Messages name objects; at rest they are readable to nobody else.",
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
            "A message that expires before somebody looked is lost.",
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
    return ControlState.of(longest ? KEPT : seconds + " s", KEPT);
  }

  private ControlDefinition visibility(String name) {
    String should = d.settings().queue().visibility().toSeconds() + " s";
    return new ControlDefinition(
        new Control(
            "queue.visibility",
            "Shorter than the work, and every message is worked on twice.",
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
            + BaselineConstants.DELIVERIES
            + " deliveries or more";
    return new ControlDefinition(
        new Control(
            "queue.redrive",
            "Without it, what fails expires unseen.",
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
        + BaselineConstants.DELIVERIES
        + "\"}";
  }

  private ControlState readRedrive(String name, String should) {
    String text = get(name, QueueAttributeName.REDRIVE_POLICY);
    if (text.isEmpty()) {
      return ControlState.absent(should);
    }
    JsonNode policy = DesiredPolicy.read(text);
    String target = policy.path("deadLetterTargetArn").asText();
    int deliveries = policy.path("maxReceiveCount").asInt();
    boolean holds =
        target.equals(d.queueArn(d.deadLetterName())) && deliveries >= BaselineConstants.DELIVERIES;
    return new ControlState(holds, "to " + target + " after " + deliveries + " deliveries", should);
  }

  private ControlDefinition policy(String id, String name, List<DesiredStatement> ours) {
    QueuePolicy policy = new QueuePolicy(d.account(), ours);
    return new ControlDefinition(
        new Control(
            id + ".policy",
            "Whoever may send could announce objects that are not there.",
            "Security Hub SQS.3, AWS S3 user guide, granting permissions to publish",
            "set the template's statements as the queue's policy"),
        List.of(id + ".queue"),
        () -> policy.read(get(name, QueueAttributeName.POLICY)),
        () ->
            set(
                name,
                QueueAttributeName.POLICY,
                policy.mended(get(name, QueueAttributeName.POLICY))));
  }

  private Optional<String> url(String name) {
    return NotFound.of(() -> sqs.getQueueUrl(it -> it.queueName(name)).queueUrl(), NO_QUEUE);
  }

  private String present(String name) {
    return url(name)
        .orElseThrow(() -> new UnmanagedResourceException("the queue " + name + " is gone"));
  }

  private String get(String name, QueueAttributeName attribute) {
    String url = present(name);
    GetQueueAttributesResponse answer =
        sqs.getQueueAttributes(it -> it.queueUrl(url).attributeNames(QueueAttributeName.ALL));
    return answer.attributes().getOrDefault(attribute, "");
  }

  private void set(String name, QueueAttributeName attribute, String value) {
    String url = present(name);
    sqs.setQueueAttributes(it -> it.queueUrl(url).attributes(Map.of(attribute, value)));
  }
}
