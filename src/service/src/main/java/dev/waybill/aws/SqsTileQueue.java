package dev.waybill.aws;

import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.plan.TileQueue;
import dev.waybill.fixity.work.TaskMessage;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Queue of units of work in SQS. */
public final class SqsTileQueue implements TileQueue {
  /** Limit of SQS for one call. */
  private static final int MAX_BATCH_SIZE = 10;

  private final SqsClient sqs;
  private final String url;

  /**
   * @param url URL of the queue
   */
  public SqsTileQueue(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  @Override
  public void send(List<TileTask> tasks) {
    for (int from = 0; from < tasks.size(); from += MAX_BATCH_SIZE) {
      sendBatch(tasks.subList(from, Math.min(tasks.size(), from + MAX_BATCH_SIZE)));
    }
  }

  @Override
  public int busy() {
    return (int) Queue.busy(sqs, url).orElse(0);
  }

  private void sendBatch(List<TileTask> tasks) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (int at = 0; at < tasks.size(); at++) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(Integer.toString(at))
              .messageBody(TaskMessage.of(tasks.get(at)))
              .build());
    }
    SendMessageBatchResponse sent =
        sqs.sendMessageBatch(send -> send.queueUrl(url).entries(entries));
    if (sent.hasFailed() && !sent.failed().isEmpty()) {
      throw new IllegalStateException(
          "SQS did not take " + sent.failed().size() + " ranges: " + sent.failed().get(0).code());
    }
  }
}
