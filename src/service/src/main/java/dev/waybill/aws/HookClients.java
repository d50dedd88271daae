package dev.waybill.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Clients for the routes of operators, each created when a route first names it. Their calls are
 * counted and claimed as those of the service.
 */
public final class HookClients implements AutoCloseable {
  private final AwsClients aws;
  private @Nullable SnsClient sns;
  private @Nullable EventBridgeClient eventBridge;

  /**
   * @param aws clients that share their credentials, endpoint and connections; closed after this
   *     object
   */
  public HookClients(AwsClients aws) {
    this.aws = aws;
  }

  public synchronized SnsClient sns() {
    if (sns == null) {
      sns = aws.create(SnsClient.builder());
    }
    return sns;
  }

  public synchronized EventBridgeClient eventBridge() {
    if (eventBridge == null) {
      eventBridge = aws.create(EventBridgeClient.builder());
    }
    return eventBridge;
  }

  @Override
  public synchronized void close() {
    if (sns != null) {
      sns.close();
    }
    if (eventBridge != null) {
      eventBridge.close();
    }
  }
}
