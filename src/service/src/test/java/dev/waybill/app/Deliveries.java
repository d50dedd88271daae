package dev.waybill.app;

import dev.waybill.aws.Queue;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Number of deliveries after which the queue of a pipeline gives a message up. */
final class Deliveries {
  private Deliveries() {}

  static void allow(int deliveries, PipelineUnderTest pipeline) {
    SqsClient sqs = pipeline.aws().sqs();
    String dead = Queue.find(sqs, pipeline.deadLetterUrl()).arn();
    String policy =
        "{\"deadLetterTargetArn\":\"" + dead + "\",\"maxReceiveCount\":\"" + deliveries + "\"}";
    sqs.setQueueAttributes(
        it ->
            it.queueUrl(pipeline.queueUrl())
                .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)));
  }
}
