package dev.waybill.aws;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Clients for the delivery of alerts. Each call has a short timeout and one attempt, because the
 * routes retry. Clients are created on request and stay open until this object is closed.
 */
public final class AlertClients implements AutoCloseable {
  private static final Duration CALL_TIMEOUT = Duration.ofMillis(2500);

  private final AwsClients aws;
  private final Deque<SdkAutoCloseable> clients = new ArrayDeque<>();

  /**
   * @param aws clients that share their credentials, endpoint and connections; closed after this
   *     object
   */
  public AlertClients(AwsClients aws) {
    this.aws = aws;
  }

  public SnsClient sns() {
    return create(SnsClient.builder());
  }

  public SqsClient sqs() {
    return create(SqsClient.builder());
  }

  public EventBridgeClient eventBridge() {
    return create(EventBridgeClient.builder());
  }

  private <
          C extends SdkAutoCloseable, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>>
      C create(B builder) {
    C client = aws.create(builder.overrideConfiguration(singleAttempt()));
    clients.push(client);
    return client;
  }

  private static ClientOverrideConfiguration singleAttempt() {
    return ClientOverrideConfiguration.builder()
        .apiCallTimeout(CALL_TIMEOUT)
        .retryStrategy(AwsRetryStrategy.doNotRetry())
        .build();
  }

  @Override
  public void close() {
    while (!clients.isEmpty()) {
      clients.pop().close();
    }
  }
}
