package dev.waybill.localcloud;

import dev.waybill.localcloud.s3.S3Access;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Counter of the S3 calls that the local cloud responds to, until it is closed. A call is counted
 * before the last bytes of its response are sent. Calls with an invalid signature are not counted,
 * as CloudTrail does not record them. Thread-safe.
 */
public final class CallCounts implements AutoCloseable {
  private final Map<Target, CallCount> counts = new ConcurrentHashMap<>();
  private final Consumer<CallCounts> onClose;

  CallCounts(Consumer<CallCounts> onClose) {
    this.onClose = onClose;
  }

  /**
   * Target of calls.
   *
   * @param versionId the version id in the request, or null
   */
  private record Target(String operation, String bucket, String key, @Nullable String versionId) {
    boolean isKey(String ofOperation, String ofBucket, String ofKey) {
      return isBucket(ofOperation, ofBucket) && key.equals(ofKey);
    }

    boolean isBucket(String ofOperation, String ofBucket) {
      return operation.equals(ofOperation) && bucket.equals(ofBucket);
    }
  }

  void record(S3Access access) {
    boolean failed = access.errorCode() != null;
    CallCount call = failed ? new CallCount(0, 1, 0) : new CallCount(1, 0, access.bytesOut());
    Target target =
        new Target(access.operation(), access.bucket(), access.key(), access.versionId());
    counts.merge(target, call, CallCount::plus);
  }

  /**
   * Returns the number of calls on a key, whatever version they name.
   *
   * @param operation the name that CloudTrail records, such as {@code GetObject}
   */
  public CallCount of(String operation, String bucket, String key) {
    return sum(target -> target.isKey(operation, bucket, key));
  }

  /**
   * Returns the number of calls that name a version.
   *
   * @param operation the name that CloudTrail records, such as {@code GetObject}
   */
  public CallCount ofVersion(String operation, String bucket, String key, String versionId) {
    return counts.getOrDefault(new Target(operation, bucket, key, versionId), CallCount.NONE);
  }

  /**
   * Returns the number of calls on a bucket and all of its keys.
   *
   * @param operation the name that CloudTrail records, such as {@code ListObjectVersions}
   */
  public CallCount total(String operation, String bucket) {
    return sum(target -> target.isBucket(operation, bucket));
  }

  /**
   * Returns the number of calls on the keys with a prefix.
   *
   * @param operation the name that CloudTrail records, such as {@code GetObject}
   */
  public CallCount below(String operation, String bucket, String prefix) {
    return sum(target -> target.isBucket(operation, bucket) && target.key.startsWith(prefix));
  }

  private CallCount sum(Predicate<Target> included) {
    return counts.entrySet().stream()
        .filter(entry -> included.test(entry.getKey()))
        .map(Map.Entry::getValue)
        .reduce(CallCount.NONE, CallCount::plus);
  }

  /** Stops counting; the counts remain. */
  @Override
  public void close() {
    onClose.accept(this);
  }
}
