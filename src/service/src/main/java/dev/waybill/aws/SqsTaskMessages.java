package dev.waybill.aws;

import dev.waybill.fixity.work.TaskMessages;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Messages of units of work in SQS. */
public final class SqsTaskMessages implements TaskMessages {
  /** Time for which a message in work is hidden, in seconds. */
  public static final int HIDDEN_SECONDS = 120;

  private static final int WAIT_SECONDS = 10;

  private final SqsClient sqs;
  private final String url;

  /**
   * @param url URL of the queue
   */
  public SqsTaskMessages(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  @Override
  public Optional<Received> receive() {
    return sqs
        .receiveMessage(
            receive ->
                receive
                    .queueUrl(url)
                    .maxNumberOfMessages(1)
                    .visibilityTimeout(HIDDEN_SECONDS)
                    .waitTimeSeconds(WAIT_SECONDS))
        .messages()
        .stream()
        .map(it -> new Received(it.receiptHandle(), it.body()))
        .findFirst();
  }

  @Override
  public void extend(Received message) {
    hide(message, HIDDEN_SECONDS);
  }

  @Override
  public void release(Received message) {
    hide(message, 0);
  }

  private void hide(Received message, int seconds) {
    sqs.changeMessageVisibility(
        change -> change.queueUrl(url).receiptHandle(message.receipt()).visibilityTimeout(seconds));
  }

  @Override
  public void delete(Received message) {
    sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receipt()));
  }
}
