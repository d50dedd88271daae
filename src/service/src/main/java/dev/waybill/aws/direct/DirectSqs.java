package dev.waybill.aws.direct;

import java.time.Clock;
import java.util.Optional;
import java.util.function.LongSupplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * A client of SQS that receives messages and deletes batches of them itself, and leaves everything
 * else to the SDK's: for the reasons, and with the second attempts, of {@link DirectS3}.
 */
public final class DirectSqs implements AutoCloseable {
  private final QueueEndpoints endpoints = new QueueEndpoints();
  private final Transport transport;
  private final QueueCalls calls;
  private final DirectProxy proxy;

  /**
   * A client with connections of its own.
   *
   * @param connections the most that are open at a time
   */
  public DirectSqs(int connections, AwsCredentialsProvider credentials) {
    this(new PooledHttp(connections), credentials, Clock.systemUTC(), System::nanoTime);
  }

  DirectSqs(
      Transport transport, AwsCredentialsProvider credentials, Clock clock, LongSupplier nanos) {
    this.transport = transport;
    calls = new QueueCalls(endpoints, new Sender(transport, credentials, clock));
    proxy = new DirectProxy(this::sent, nanos);
  }

  /** Returns the interceptor for the SDK's client; its requests reveal the queues' endpoints. */
  public ExecutionInterceptor learning() {
    return endpoints;
  }

  /**
   * A client that sends what it can, and asks the SDK's for the rest.
   *
   * @param sdk built with {@link #learning}
   */
  public SqsClient before(SqsClient sdk) {
    return proxy.before(SqsClient.class, sdk);
  }

  private Optional<?> sent(String method, Object[] arguments) throws Exception {
    return switch (method) {
      case "receiveMessage" -> calls.receive((ReceiveMessageRequest) arguments[0]);
      case "deleteMessageBatch" -> calls.delete((DeleteMessageBatchRequest) arguments[0]);
      default -> Optional.empty();
    };
  }

  /** Closes the connections of its own; the SDK's client is its owner's to close. */
  @Override
  public void close() {
    transport.close();
  }
}
