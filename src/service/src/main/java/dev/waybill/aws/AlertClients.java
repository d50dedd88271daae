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
 * Clients for telling alerts: they answer or fail within seconds and try once, because the routes
 * say how often to try. Made when asked for, and alive until closed.
 */
public final class AlertClients implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMillis(2500);

  private final AwsClients aws;
  private final Deque<SdkAutoCloseable> made = new ArrayDeque<>();

  /**
   * @param aws whose credentials and endpoint they share; closed after this
   */
  public AlertClients(AwsClients aws) {
    this.aws = aws;
  }

  public SnsClient sns() {
    return make(SnsClient.builder());
  }

  public SqsClient sqs() {
    return make(SqsClient.builder());
  }

  public EventBridgeClient events() {
    return make(EventBridgeClient.builder());
  }

  private <
          C extends SdkAutoCloseable, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>>
      C make(B builder) {
    C client = aws.lend(builder.overrideConfiguration(once()));
    made.push(client);
    return client;
  }

  private static ClientOverrideConfiguration once() {
    return ClientOverrideConfiguration.builder()
        .apiCallTimeout(LIMIT)
        .retryStrategy(AwsRetryStrategy.doNotRetry())
        .build();
  }

  @Override
  public void close() {
    while (!made.isEmpty()) {
      made.pop().close();
    }
  }
}
