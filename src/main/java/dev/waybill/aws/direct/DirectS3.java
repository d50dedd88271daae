package dev.waybill.aws.direct;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * A client of S3 that sends reads, small writes, copies and deletes of single objects itself, and
 * leaves everything else to the SDK's.
 *
 * <p>The SDK's pipeline takes most of the processor time of an object's way. What is sent here has
 * the same headers and conditions, over the same connections, under the same credentials, and its
 * answer is held against the same stored CRC. A call is the SDK's when its bucket has not been met
 * yet, when anything in it is unusual, and again, from the start and with the SDK's retries, when
 * it was answered by anything but success or a final refusal (404, 409, 412). So every call may be
 * sent twice, as with retries.
 */
public final class DirectS3 {
  private static final Logger LOG = LoggerFactory.getLogger(DirectS3.class);

  /** After a surprise, when S3 may be throttling, only the SDK asks, which slows down then. */
  private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

  private final Endpoints endpoints = new Endpoints();
  private final DirectCalls calls;
  private final LongSupplier nanos;
  private volatile boolean surprised;
  private volatile long surprisedAt;

  /**
   * @param http stays the caller's to close
   */
  public DirectS3(SdkHttpClient http, AwsCredentialsProvider credentials) {
    this(http, credentials, Clock.systemUTC(), System::nanoTime);
  }

  DirectS3(
      SdkHttpClient http, AwsCredentialsProvider credentials, Clock clock, LongSupplier nanos) {
    calls = new DirectCalls(endpoints, new Sender(http, credentials, clock));
    this.nanos = nanos;
  }

  /** What the SDK's client must be built with: where buckets are is learned from its requests. */
  public ExecutionInterceptor learning() {
    return endpoints;
  }

  /**
   * @param sdk built with {@link #learning}
   */
  public S3Client before(S3Client sdk) {
    // A proxy, because the SDK's own delegating client is not meant for others.
    return (S3Client)
        Proxy.newProxyInstance(
            S3Client.class.getClassLoader(),
            new Class<?>[] {S3Client.class},
            (proxy, method, arguments) -> called(proxy, sdk, method, arguments));
  }

  private Object called(Object proxy, S3Client sdk, Method method, Object @Nullable [] arguments)
      throws Throwable {
    boolean asked = arguments != null && arguments.length > 0;
    if (asked && arguments[0] instanceof Consumer) {
      // The interface makes a request of it, and comes again.
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    if (asked && !isPaused()) {
      Optional<?> answer = direct(arguments);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    try {
      return method.invoke(sdk, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private boolean isPaused() {
    return surprised && nanos.getAsLong() - surprisedAt < PAUSE_NANOS;
  }

  private Optional<?> direct(Object[] arguments) throws Exception {
    try {
      return sent(arguments);
    } catch (IOException | DateTimeException | NumberFormatException e) {
      LOG.debug("a call goes by the SDK: {}", e.toString());
      surprisedAt = nanos.getAsLong();
      surprised = true;
      return Optional.empty();
    }
  }

  private Optional<?> sent(Object[] arguments) throws Exception {
    Object request = arguments[0];
    if (arguments.length == 2) {
      return sentWithBody(request, arguments[1]);
    }
    if (request instanceof GetObjectRequest get) {
      return calls.get(get, ResponseTransformer.toInputStream());
    }
    if (request instanceof CopyObjectRequest copy) {
      return calls.copy(copy);
    }
    if (request instanceof DeleteObjectRequest delete) {
      return calls.delete(delete);
    }
    return request instanceof HeadObjectRequest head ? calls.head(head) : Optional.empty();
  }

  @SuppressWarnings("unchecked") // S3Client declares what the transformer of a read is of.
  private Optional<?> sentWithBody(Object request, Object body) throws Exception {
    if (request instanceof GetObjectRequest get && body instanceof ResponseTransformer<?, ?> to) {
      return calls.get(
          get,
          (ResponseTransformer<GetObjectResponse, Object>)
              to);
    }
    return request instanceof PutObjectRequest put && body instanceof RequestBody bytes
        ? calls.put(put, bytes)
        : Optional.empty();
  }
}
