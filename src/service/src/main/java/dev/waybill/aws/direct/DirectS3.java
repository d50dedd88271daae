package dev.waybill.aws.direct;

import java.time.Clock;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Direct S3 client: reads, small writes, copies and deletes of single objects bypass the SDK. The
 * SDK's client makes all other calls.
 *
 * <p>The SDK's pipeline would take most of the CPU time spent on an object. A direct request has
 * the same headers, conditions and credentials as the SDK's, and its response is compared with the
 * same stored CRC. The SDK makes a call when the endpoint of its bucket is not known yet or when
 * the request is unusual. The SDK also repeats a call, with its own retries, when the response is
 * neither a success nor a final error. So a call may be sent more than once, as with any retry.
 */
public final class DirectS3 implements AutoCloseable {
  private final BucketEndpoints endpoints = new BucketEndpoints();
  private final Transport transport;
  private final ObjectCalls calls;
  private final DirectProxy proxy;

  /**
   * Creates a client with its own connection pool.
   *
   * @param connections limit of open connections
   * @param isFinal predicate for errors that a retry, another clock or another signature cannot fix
   */
  public DirectS3(
      int connections, AwsCredentialsProvider credentials, Predicate<S3Exception> isFinal) {
    this(new PooledHttp(connections), credentials, isFinal, Clock.systemUTC(), System::nanoTime);
  }

  DirectS3(
      Transport transport,
      AwsCredentialsProvider credentials,
      Predicate<S3Exception> isFinal,
      Clock clock,
      LongSupplier nanos) {
    this.transport = transport;
    calls = new ObjectCalls(endpoints, new Sender(transport, credentials, clock), isFinal);
    proxy = new DirectProxy(this::send, nanos);
  }

  /**
   * Returns the interceptor for the SDK's client; the endpoints of buckets are read from its
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
  public S3Client wrap(S3Client sdk) {
    return proxy.wrap(S3Client.class, sdk);
  }

  private Optional<?> send(String method, Object[] arguments) throws Exception {
    Object request = arguments[0];
    if (arguments.length == 2) {
      return sendWithBody(request, arguments[1]);
    }
    return switch (method) {
      case "getObject" ->
          calls.get((GetObjectRequest) request, ResponseTransformer.toInputStream());
      case "getObjectAsBytes" ->
          calls.get((GetObjectRequest) request, ResponseTransformer.toBytes());
      case "copyObject" -> calls.copy((CopyObjectRequest) request);
      case "deleteObject" -> calls.delete((DeleteObjectRequest) request);
      case "headObject" -> calls.head((HeadObjectRequest) request);
      default -> Optional.empty();
    };
  }

  @SuppressWarnings("unchecked") // S3Client declares the type of a read's transformer.
  private Optional<?> sendWithBody(Object request, Object body) throws Exception {
    if (request instanceof GetObjectRequest get
        && body instanceof ResponseTransformer<?, ?> transformer) {
      return calls.get(get, (ResponseTransformer<GetObjectResponse, Object>) transformer);
    }
    return request instanceof PutObjectRequest put && body instanceof RequestBody bytes
        ? calls.put(put, bytes)
        : Optional.empty();
  }

  /** Closes the connection pool. The caller closes the SDK's client. */
  @Override
  public void close() {
    transport.close();
  }
}
