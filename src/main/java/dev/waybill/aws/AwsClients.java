package dev.waybill.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The AWS clients of one service instance. They share one connection pool and one credential
 * provider, and live until closed.
 */
public final class AwsClients implements AutoCloseable {
  private static final int CONNECTIONS = 128;

  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http;
  private final S3Client s3;
  private final SqsClient sqs;
  private final KmsClient kms;

  private AwsClients(
      AwsCredentialsProvider credentials, @Nullable URI endpoint, @Nullable Region region) {
    this.credentials = credentials;
    http =
        ApacheHttpClient.builder()
            .maxConnections(CONNECTIONS)
            .socketTimeout(Duration.ofSeconds(60))
            .connectionTimeout(Duration.ofSeconds(5))
            .build();
    s3 =
        configure(S3Client.builder(), credentials, endpoint, region)
            .httpClient(http)
            .forcePathStyle(endpoint != null)
            .build();
    sqs = configure(SqsClient.builder(), credentials, endpoint, region).httpClient(http).build();
    kms = configure(KmsClient.builder(), credentials, endpoint, region).httpClient(http).build();
  }

  /**
   * Clients as any AWS tool makes them: default credential chain, region and profile; {@code
   * AWS_ENDPOINT_URL}, when set, names another endpoint, addressed path-style.
   */
  public static AwsClients fromEnvironment() {
    Optional<URI> endpoint =
        Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL"))
            .filter(text -> !text.isBlank())
            .map(URI::create);
    return new AwsClients(
        DefaultCredentialsProvider.builder().build(), endpoint.orElse(null), null);
  }

  /** Clients of one endpoint, as for the local cloud or an emulator. */
  public static AwsClients of(URI endpoint, Region region, AwsCredentialsProvider credentials) {
    return new AwsClients(credentials, endpoint, region);
  }

  /** Whether the credentials expire, as those of roles and SSO do. */
  public boolean hasTemporaryCredentials() {
    return credentials.resolveCredentials() instanceof AwsSessionCredentials;
  }

  public S3Client s3() {
    return s3;
  }

  public SqsClient sqs() {
    return sqs;
  }

  public KmsClient kms() {
    return kms;
  }

  @Override
  public void close() {
    s3.close();
    sqs.close();
    kms.close();
    http.close();
  }

  private static <B extends AwsClientBuilder<B, ?>> B configure(
      B builder,
      AwsCredentialsProvider credentials,
      @Nullable URI endpoint,
      @Nullable Region region) {
    builder.credentialsProvider(credentials);
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    if (region != null) {
      builder.region(region);
    }
    return builder;
  }
}
