package dev.waybill.aws;

import dev.waybill.backfill.UnitName;
import dev.waybill.backfill.UnitQueue;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Queue of the units of a backfill in SQS. */
public final class SqsUnitQueue implements UnitQueue {
  /** Limit of SQS for one call. */
  private static final int MAX_BATCH_SIZE = 10;

  private final SqsClient sqs;
  private final String url;

  /**
   * @param url URL of the queue
   */
  public SqsUnitQueue(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  @Override
  public void send(List<UnitName> units) {
    for (int from = 0; from < units.size(); from += MAX_BATCH_SIZE) {
      sendBatch(units.subList(from, Math.min(units.size(), from + MAX_BATCH_SIZE)));
    }
  }

  private void sendBatch(List<UnitName> units) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (UnitName unit : units) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .messageBody(unit.message())
              .build());
    }
    SendMessageBatchResponse sent =
        sqs.sendMessageBatch(send -> send.queueUrl(url).entries(entries));
    if (sent.hasFailed() && !sent.failed().isEmpty()) {
      throw new IllegalStateException(
          "SQS did not take " + sent.failed().size() + " units: " + sent.failed().get(0).code());
    }
  }
}
