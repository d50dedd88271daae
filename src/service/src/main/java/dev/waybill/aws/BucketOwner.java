package dev.waybill.aws;

import dev.waybill.aws.identity.CallerIdentity;
import dev.waybill.aws.identity.VerifiedCredentials;
import dev.waybill.settings.Settings;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Interceptor that states the owner of the custody buckets in every request to them. S3 then denies
 * a request that reaches a bucket of the same name in another account, for example after the bucket
 * was deleted and its name taken.
 */
final class BucketOwner implements ExecutionInterceptor {
  static final String HEADER = "x-amz-expected-bucket-owner";
  static final String SOURCE_HEADER = "x-amz-source-expected-bucket-owner";

  /** Interceptor that states no owner. */
  static final BucketOwner ANY = new BucketOwner(Set.of(), Optional::empty);

  private final Set<String> buckets;
  private final Supplier<Optional<String>> account;

  /**
   * Creates an interceptor.
   *
   * @param buckets names of the buckets that the account owns
   * @param account the account's 12 digits; empty to send no owner
   */
  BucketOwner(Set<String> buckets, Supplier<Optional<String>> account) {
    this.buckets = Set.copyOf(buckets);
    this.account = account;
  }

  /** Returns the interceptor for the custody buckets of the settings. */
  static BucketOwner of(Settings settings, VerifiedCredentials credentials) {
    Set<String> buckets = new TreeSet<>(settings.scopes().buckets());
    buckets.add(settings.provenance().bucket());
    return new BucketOwner(
        buckets,
        () ->
            switch (settings.bucketOwner()) {
              case "any" -> Optional.empty();
              case "caller" -> caller(credentials);
              default -> Optional.of(settings.bucketOwner());
            });
  }

  /** Returns the interceptor for one bucket that the account of the credentials must own. */
  static BucketOwner ofCaller(String bucket, VerifiedCredentials credentials) {
    return new BucketOwner(Set.of(bucket), () -> caller(credentials));
  }

  /** Returns the account of the credentials. Checks them before the first request. */
  private static Optional<String> caller(VerifiedCredentials credentials) {
    AwsCredentials unused = credentials.resolveCredentials();
    return credentials.identity().map(CallerIdentity::account);
  }

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    SdkHttpRequest http = context.httpRequest();
    SdkRequest request = context.request();
    boolean target = isOwned(request, "Bucket") || isOwned(request, "DestinationBucket");
    boolean source = hasOwnedSource(http);
    String owner = target || source ? account.get().orElse(null) : null;
    if (owner == null) {
      return http;
    }
    SdkHttpRequest.Builder stated = http.toBuilder();
    if (target) {
      putIfAbsent(http, stated, HEADER, owner);
    }
    if (source) {
      putIfAbsent(http, stated, SOURCE_HEADER, owner);
    }
    return stated.build();
  }

  private boolean isOwned(SdkRequest request, String field) {
    return request.getValueForField(field, String.class).filter(buckets::contains).isPresent();
  }

  /** Reads the header, because the SDK has moved the source there and cleared its members. */
  private boolean hasOwnedSource(SdkHttpRequest http) {
    return http.firstMatchingHeader("x-amz-copy-source")
        .map(source -> source.replaceFirst("^/", "").replaceFirst("/.*", ""))
        .filter(buckets::contains)
        .isPresent();
  }

  private static void putIfAbsent(
      SdkHttpRequest http, SdkHttpRequest.Builder stated, String header, String owner) {
    if (http.firstMatchingHeader(header).isEmpty()) {
      stated.putHeader(header, owner);
    }
  }
}
