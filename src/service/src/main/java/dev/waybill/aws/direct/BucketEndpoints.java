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
 * Map of buckets to their endpoints, filled from the SDK's own requests. So the endpoint rules for
 * regions, FIPS, dual stack and access points stay with the SDK.
 */
final class BucketEndpoints implements ExecutionInterceptor {
  /** Limit of known buckets; the SDK makes the calls to all further ones. */
  private static final int MAX_BUCKETS = 1000;

  private final Map<String, Endpoint> byBucket = new ConcurrentHashMap<>();

  /** Returns the endpoint of a bucket, or empty until the SDK has sent a request to the bucket. */
  Optional<Endpoint> of(String bucket) {
    return Optional.ofNullable(byBucket.get(bucket));
  }

  @Override
  public void beforeTransmission(Context.BeforeTransmission sent, ExecutionAttributes unused) {
    if (byBucket.size() < MAX_BUCKETS
        && Operation.isKnown(sent.request())
        && sent.request() instanceof S3Request request) {
      RequestFields.of(request)
          .map(RequestFields::name)
          .filter(name -> name.isPlain() && !byBucket.containsKey(name.bucket()))
          .ifPresent(name -> add(name, sent.httpRequest()));
    }
  }

  private void add(ObjectName name, SdkHttpRequest sent) {
    Endpoint.of(sent, PercentEncoding.path(name.key()))
        .ifPresent(endpoint -> byBucket.put(name.bucket(), endpoint));
  }
}
