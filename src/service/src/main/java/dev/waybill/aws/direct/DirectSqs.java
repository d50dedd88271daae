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
 * Direct SQS client: receives and batch deletes bypass the SDK. The SDK's client makes all other
 * calls and repeats failed ones, as in {@link DirectS3}.
 */
public final class DirectSqs implements AutoCloseable {
  private final QueueEndpoints endpoints = new QueueEndpoints();
  private final Transport transport;
  private final QueueCalls calls;
  private final DirectProxy proxy;

  /**
   * Creates a client with its own connection pool.
   *
   * @param connections limit of open connections
   */
  public DirectSqs(int connections, AwsCredentialsProvider credentials) {
    this(new PooledHttp(connections), credentials, Clock.systemUTC(), System::nanoTime);
  }

  DirectSqs(
      Transport transport, AwsCredentialsProvider credentials, Clock clock, LongSupplier nanos) {
    this.transport = transport;
    calls = new QueueCalls(endpoints, new Sender(transport, credentials, clock));
    proxy = new DirectProxy(this::send, nanos);
  }

  /**
   * Returns the interceptor for the SDK's client; the endpoints of queues are read from its
   * requests.
   */
  public ExecutionInterceptor endpointInterceptor() {
    return endpoints;
  }

  /**
   * Returns a client that sends frequent calls directly and all others with the SDK's client.
   *
   * @param sdk client built with {@link #endpointInterceptor}
   */
  public SqsClient wrap(SqsClient sdk) {
    return proxy.wrap(SqsClient.class, sdk);
  }

  private Optional<?> send(String method, Object[] arguments) throws Exception {
    return switch (method) {
      case "receiveMessage" -> calls.receive((ReceiveMessageRequest) arguments[0]);
      case "deleteMessageBatch" -> calls.delete((DeleteMessageBatchRequest) arguments[0]);
      default -> Optional.empty();
    };
  }

  /** Closes the connection pool. The caller closes the SDK's client. */
  @Override
  public void close() {
    transport.close();
  }
}
