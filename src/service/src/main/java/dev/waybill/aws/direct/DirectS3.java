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
 * A client of S3 that sends reads, small writes, copies and deletes of single objects itself, and
 * leaves everything else to the SDK's.
 *
 * <p>The SDK's pipeline takes most of the processor time of an object's way. What is sent here has
 * the same headers and conditions, under the same credentials, and its answer is held against the
 * same stored CRC. A call is the SDK's when its bucket has not been met yet, when anything in it is
 * unusual, and again, from the start and with the SDK's retries, when it was answered by anything
 * but success or a refusal that is final. So every call may be sent twice, as with retries.
 */
public final class DirectS3 implements AutoCloseable {
  private final Endpoints endpoints = new Endpoints();
  private final Transport transport;
  private final DirectCalls calls;
  private final DirectProxy proxy;

  /**
   * A client with connections of its own.
   *
   * @param connections the most that are open at a time
   * @param isFinal whether asking again, or with another clock or signature, would change nothing
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
    calls = new DirectCalls(endpoints, new Sender(transport, credentials, clock), isFinal);
    proxy = new DirectProxy(this::sent, nanos);
  }

  /** Returns the interceptor for the SDK's client; its requests reveal the buckets' endpoints. */
  public ExecutionInterceptor learning() {
    return endpoints;
  }

  /**
   * A client that sends what it can, and asks the SDK's for the rest.
   *
   * @param sdk built with {@link #learning}
   */
  public S3Client before(S3Client sdk) {
    return proxy.before(S3Client.class, sdk);
  }

  private Optional<?> sent(String method, Object[] arguments) throws Exception {
    Object request = arguments[0];
    if (arguments.length == 2) {
      return sentWithBody(request, arguments[1]);
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

  @SuppressWarnings("unchecked") // S3Client declares what the transformer of a read is of.
  private Optional<?> sentWithBody(Object request, Object body) throws Exception {
    if (request instanceof GetObjectRequest get && body instanceof ResponseTransformer<?, ?> to) {
      return calls.get(get, (ResponseTransformer<GetObjectResponse, Object>) to);
    }
    return request instanceof PutObjectRequest put && body instanceof RequestBody bytes
        ? calls.put(put, bytes)
        : Optional.empty();
  }

  /** Closes the connections of its own; the SDK's client is its owner's to close. */
  @Override
  public void close() {
    transport.close();
  }
}
