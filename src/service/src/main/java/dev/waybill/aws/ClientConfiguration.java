package dev.waybill.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
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
 * @param claims interceptor that claims each attempt of a call
 * @param timeouts time limits
 */
record ClientConfiguration(
    AwsCredentialsProvider credentials,
    @Nullable URI endpoint,
    @Nullable Region region,
    AwsCallPublisher calls,
    ClaimedCalls claims,
    Timeouts timeouts) {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

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
            .addExecutionInterceptor(new ResponseGuard(timeouts.body()))
            .addExecutionInterceptor(claims)
            .apiCallTimeout(own.apiCallTimeout().orElse(timeouts.call()))
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
                  with.apiCallTimeout(timeouts.s3Call());
                  with.addExecutionInterceptor(new UrlEncodedListings());
                  for (ExecutionInterceptor interceptor : interceptors) {
                    with.addExecutionInterceptor(interceptor);
                  }
                }));
  }

  /** Returns a client that adds headers after signing; the caller closes it. */
  UnsignedHeaderClient http(Map<String, String> unsigned) {
    return new UnsignedHeaderClient(unsigned, timeouts.idle());
  }

  /** Returns a pool of connections. */
  SdkHttpClient http(int connections) {
    return Apache5HttpClient.builder()
        .maxConnections(connections)
        .socketTimeout(timeouts.idle())
        .connectionTimeout(CONNECT_TIMEOUT)
        .connectionTimeToLive(timeouts.connectionAge())
        .build();
  }
}
