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
 * Recorder of the calls of every SDK client in this JVM. The SDK finds the class by its name in a
 * resource file.
 */
public final class CallRecorder implements ExecutionInterceptor {
  private static final Set<String> CALLS = ConcurrentHashMap.newKeySet();
  private static final ThreadLocal<Boolean> IGNORED = ThreadLocal.withInitial(() -> false);
  private static volatile boolean recording;

  /** Clears the recorded calls and starts recording. */
  public static void start() {
    CALLS.clear();
    recording = true;
  }

  /** Excludes the further calls of this thread, because they belong to the test itself. */
  public static void ignoreThisThread() {
    IGNORED.set(true);
  }

  /**
   * Stops recording.
   *
   * @return calls such as {@code S3.GetObject}; the call on a version ends in {@code .Version}
   */
  public static Set<String> stop() {
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
