package dev.waybill.baseline.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.baseline.desired.BaselineConstants;
import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.desired.DesiredPolicy;
import dev.waybill.baseline.desired.DesiredStatement;
import dev.waybill.baseline.desired.Policies;
import java.util.List;

/** CloudFormation resources of the queues and their policies. */
final class QueueResources {
  private final Deployment d;
  private final ObjectNode resources;

  QueueResources(Deployment d, ObjectNode resources) {
    this.d = d;
    this.resources = resources;
  }

  void add() {
    queue("DeadLetters", d.deadLetterName());
    ObjectNode source = queue("Queue", d.queueName());
    source.put("VisibilityTimeout", d.settings().queue().visibility().toSeconds());
    source
        .putObject("RedrivePolicy")
        .put("deadLetterTargetArn", "${DeadLetters.Arn}")
        .put("maxReceiveCount", BaselineConstants.MAX_DELIVERIES);
    if (d.settings().fixity().enabled()) {
      queue("Fixity", d.fixityQueueName());
      policy("Fixity", Policies.fixityQueue(d));
    }
    queue("Backfill", d.backfillQueueName());
    policy("Backfill", Policies.backfillQueue(d));
    policy("DeadLetters", Policies.deadLetters(d));
    policy("Queue", Policies.queue(d));
  }

  private ObjectNode queue(String id, String name) {
    return Template.retained(resources, id, "AWS::SQS::Queue")
        .putObject("Properties")
        .put("QueueName", name)
        .put("SqsManagedSseEnabled", true)
        .put("MessageRetentionPeriod", BaselineConstants.RETENTION_SECONDS);
  }

  private void policy(String id, List<DesiredStatement> statements) {
    ObjectNode properties =
        Template.resource(resources, id + "Policy", "AWS::SQS::QueuePolicy")
            .putObject("Properties");
    properties.putArray("Queues").add(Template.ref(id));
    properties.set("PolicyDocument", DesiredPolicy.of(statements).json());
  }
}
