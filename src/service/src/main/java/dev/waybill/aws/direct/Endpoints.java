package dev.waybill.aws.direct;

import dev.waybill.record.object.PercentEncoding;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.model.S3Request;

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
    if (byBucket.size() < MOST
        && Operation.isKnown(sent.request())
        && sent.request() instanceof S3Request request) {
      RequestFields.of(request)
          .map(RequestFields::name)
          .filter(name -> name.isPlain() && !byBucket.containsKey(name.bucket()))
          .ifPresent(name -> learn(name, sent.httpRequest()));
    }
  }

  private void learn(ObjectName name, SdkHttpRequest sent) {
    Endpoint.of(sent, Endpoint.Scope.S3, PercentEncoding.path(name.key()))
        .ifPresent(endpoint -> byBucket.put(name.bucket(), endpoint));
  }
}
