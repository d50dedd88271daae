package dev.waybill.testing;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;

/**
 * Remembers which calls every client of this JVM makes, while it is told to. The SDK finds it by
 * its name in a resource.
 */
public final class CallRecorder implements ExecutionInterceptor {
  private static final Set<String> CALLS = ConcurrentHashMap.newKeySet();
  private static final ThreadLocal<Boolean> IGNORED = ThreadLocal.withInitial(() -> false);
  private static volatile boolean recording;

  /** Forgets, and begins. */
  public static void begin() {
    CALLS.clear();
    recording = true;
  }

  /** From now on the calls of this thread are a test's own. */
  public static void ignoreThisThread() {
    IGNORED.set(true);
  }

  /**
   * Ends.
   *
   * @return calls such as {@code S3.GetObject}; one of a version ends in {@code .Version}
   */
  public static Set<String> end() {
    recording = false;
    IGNORED.remove();
    return Set.copyOf(CALLS);
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (recording && !IGNORED.get()) {
      CALLS.add(
          attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)
              + "."
              + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)
              + (isOfVersion(context.request()) ? ".Version" : ""));
    }
  }

  private static boolean isOfVersion(Object request) {
    return (request instanceof GetObjectRequest get && get.versionId() != null)
        || (request instanceof HeadObjectRequest head && head.versionId() != null)
        || (request instanceof GetObjectTaggingRequest tags && tags.versionId() != null)
        || (request instanceof DeleteObjectRequest delete && delete.versionId() != null);
  }
}
