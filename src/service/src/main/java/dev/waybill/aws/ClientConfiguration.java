package dev.waybill.aws;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * Configuration that the SDK clients share.
 *
 * @param credentials source of the credentials
 * @param endpoint endpoint of every service; null for those of AWS or of the environment
 * @param region region; null for that of the environment
 * @param calls receiver of the measurements of calls
 */
record ClientConfiguration(
    AwsCredentialsProvider credentials,
    @Nullable URI endpoint,
    @Nullable Region region,
    AwsCallPublisher calls) {
  /** Time of a call with its retries; a long poll takes 20 s. */
  private static final Duration CALL_TIMEOUT = Duration.ofMinutes(2);

  /** Time of an S3 call with its retries: S3 copies up to 5 GiB before it answers. */
  private static final Duration S3_CALL_TIMEOUT = Duration.ofMinutes(30);

  /** Age at which a connection is replaced, so that changes of AWS's addresses are followed. */
  private static final Duration CONNECTION_AGE = Duration.ofMinutes(5);

  /**
   * Puts are records and states of a few kilobytes, so there is nothing to gain from a body in
   * signed chunks, or from asking before the body is sent.
   */
  private static final S3Configuration IN_ONE_PIECE =
      S3Configuration.builder().chunkedEncodingEnabled(false).expectContinueEnabled(false).build();

  /** Applies the configuration to a builder, which keeps its own time of a call. */
  <B extends AwsClientBuilder<B, ?>> B apply(B builder) {
    builder.credentialsProvider(credentials);
    ClientOverrideConfiguration own = builder.overrideConfiguration();
    builder.overrideConfiguration(
        own.toBuilder()
            .addMetricPublisher(calls)
            .apiCallTimeout(own.apiCallTimeout().orElse(CALL_TIMEOUT))
            .build());
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    if (region != null) {
      builder.region(region);
    }
    return builder;
  }

  /** Returns a builder of an S3 client that calls these interceptors in order. */
  S3ClientBuilder s3(ExecutionInterceptor... interceptors) {
    return apply(
        S3Client.builder()
            .serviceConfiguration(IN_ONE_PIECE)
            .overrideConfiguration(
                with -> {
                  with.apiCallTimeout(S3_CALL_TIMEOUT);
                  for (ExecutionInterceptor interceptor : interceptors) {
                    with.addExecutionInterceptor(interceptor);
                  }
                }));
  }

  /** Returns a pool of connections. */
  static SdkHttpClient http(int connections) {
    return Apache5HttpClient.builder()
        .maxConnections(connections)
        .socketTimeout(Duration.ofSeconds(60))
        .connectionTimeout(Duration.ofSeconds(5))
        .connectionTimeToLive(CONNECTION_AGE)
        .build();
  }
}
