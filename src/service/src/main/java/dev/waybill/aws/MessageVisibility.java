package dev.waybill.aws;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Visibility of received messages of one queue. */
public final class MessageVisibility {
  private static final Logger LOG = LoggerFactory.getLogger(MessageVisibility.class);

  private final SqsClient sqs;
  private final String queueUrl;

  public MessageVisibility(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /** Hides a message from now on. After a failure the message is visible again earlier. */
  public void hide(String receiptHandle, Duration time) {
    try {
      sqs.changeMessageVisibility(
          change ->
              change
                  .queueUrl(queueUrl)
                  .receiptHandle(receiptHandle)
                  .visibilityTimeout((int) time.toSeconds()));
    } catch (SdkException e) {
      LOG.warn("delaying a retry failed cause={}", e.getClass().getSimpleName());
    }
  }
}
