package dev.waybill.aws.direct;

import dev.waybill.model.PercentEncoding;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Learns from the SDK's own requests where each bucket is, so that its rules for regions, FIPS,
 * dual stacks, access points and the like are not written a second time.
 */
final class Endpoints implements ExecutionInterceptor {
  /** A service has few buckets; whoever looks into many goes by the SDK after these. */
  private static final int MOST = 1000;

  private final Map<String, Endpoint> byBucket = new ConcurrentHashMap<>();

  /** Empty until the SDK has sent a request of the bucket. */
  Optional<Endpoint> of(String bucket) {
    return Optional.ofNullable(byBucket.get(bucket));
  }

  @Override
  public void beforeTransmission(Context.BeforeTransmission sent, ExecutionAttributes unused) {
    SdkRequest request = sent.request();
    if (byBucket.size() < MOST && Operation.isKnown(request)) {
      ObjectName name = ObjectName.of(request);
      if (name.isPlain() && !byBucket.containsKey(name.bucket())) {
        Endpoint.of(sent.httpRequest(), PercentEncoding.path(name.key()))
            .ifPresent(endpoint -> byBucket.put(name.bucket(), endpoint));
      }
    }
  }
}
