package dev.waybill.aws;

import dev.waybill.aws.identity.CallerIdentity;
import dev.waybill.aws.identity.UnusableCredentialsException;
import dev.waybill.aws.identity.VerifiedCredentials;
import dev.waybill.claims.Claim;
import dev.waybill.settings.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * AWS clients of one service instance. The clients share one credential provider, and stay open
 * until this object is closed.
 */
public final class AwsClients implements AutoCloseable {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final AwsCredentialsProvider source;
  private final ClientConfiguration configuration;
  private final BucketOwner owner;
  private final AwsCallPublisher calls = new AwsCallPublisher();
  private final ClaimedCalls claims;
  private final SdkHttpClient objects;
  private final SdkHttpClient messages;
  private final S3Client s3;
  private final ServiceClients services;

  private AwsClients(
      AwsCredentialsProvider provider,
      ClaimedCalls claims,
      @Nullable URI endpoint,
      @Nullable Region region,
      Connections connections,
      BucketOwner owner,
      Timeouts timeouts) {
    source = provider;
    this.claims = claims;
    this.owner = owner;
    configuration =
        new ClientConfiguration(
            new NonClosingCredentials(provider), endpoint, region, calls, claims, timeouts);
    objects = configuration.http(connections.s3());
    messages = configuration.http(connections.sqs());
    s3 = S3Addressing.build(configuration.s3(owner).httpClient(objects));
    services = ServiceClients.create(configuration, messages, objects);
  }

  /**
   * Creates clients from the environment, as every AWS tool does: credentials, region and profile
   * are found in the order of the SDK's default chains, and {@code AWS_ENDPOINT_URL}, {@code
   * AWS_ENDPOINT_URL_S3} and similar variables set other endpoints. A variable that is blank counts
   * as unset. New credentials are checked before they are used.
   *
   * @throws UnusableCredentialsException when the configuration files cannot be read
   * @throws EnvironmentException when the region is missing or an endpoint is not a URL
   */
  public static AwsClients fromEnvironment(Settings settings) {
    AwsEnvironment.require();
    ClaimedCalls claims = new ClaimedCalls();
    VerifiedCredentials credentials =
        VerifiedCredentials.fromEnvironment(settings.allowLongLived(), claims);
    return new AwsClients(
        credentials,
        claims,
        null,
        null,
        Connections.of(settings),
        BucketOwner.of(settings, credentials),
        Timeouts.DEFAULT);
  }

  /**
   * Creates clients from the environment, for commands. With an S3 endpoint on this machine, which
   * is never AWS, the credentials are not checked.
   */
  public static AwsClients forCommands(Settings settings) {
    return fromEnvironment(settings).orLocal(Connections.of(settings));
  }

  /**
   * Creates clients from the environment, for a command without settings that uses one bucket of
   * the caller's account.
   */
  public static AwsClients forBucket(String bucket) {
    AwsEnvironment.require();
    ClaimedCalls claims = new ClaimedCalls();
    VerifiedCredentials credentials = VerifiedCredentials.fromEnvironment(false, claims);
    BucketOwner owner = BucketOwner.ofCaller(bucket, credentials);
    return new AwsClients(
            credentials, claims, null, null, Connections.DEFAULT, owner, Timeouts.DEFAULT)
        .orLocal(Connections.DEFAULT);
  }

  private AwsClients orLocal(Connections connections) {
    if (!isLocal()) {
      return this;
    }
    close();
    return of(null, null, VerifiedCredentials.unverified(), connections, Timeouts.DEFAULT);
  }

  /** Creates clients of one endpoint, such as the local cloud or an emulator. */
  public static AwsClients of(URI endpoint, Region region, AwsCredentialsProvider credentials) {
    return of(endpoint, region, credentials, Timeouts.DEFAULT);
  }

  /** Creates clients of one endpoint with other time limits than those of the service. */
  static AwsClients of(
      URI endpoint, Region region, AwsCredentialsProvider credentials, Timeouts timeouts) {
    return of(endpoint, region, credentials, Connections.DEFAULT, timeouts);
  }

  private static AwsClients of(
      @Nullable URI endpoint,
      @Nullable Region region,
      AwsCredentialsProvider credentials,
      Connections connections,
      Timeouts timeouts) {
    return new AwsClients(
        credentials, new ClaimedCalls(), endpoint, region, connections, BucketOwner.ANY, timeouts);
  }

  /** Creates clients of one endpoint, for a pipeline with these settings. */
  public static AwsClients of(
      URI endpoint, Region region, AwsCredentialsProvider credentials, Settings settings) {
    return of(endpoint, region, credentials, Connections.of(settings), Timeouts.DEFAULT);
  }

  /**
   * Returns the identity of the credentials; asks STS before the first use.
   *
   * @return identity; empty for clients with explicit credentials
   * @throws UnusableCredentialsException when there are no usable credentials
   */
  public Optional<CallerIdentity> identity() {
    AwsCredentials unused = source.resolveCredentials();
    return source instanceof VerifiedCredentials verified ? verified.identity() : Optional.empty();
  }

  /** Returns the problem with the credentials and its fix, for readiness. */
  public Optional<String> credentialsProblem() {
    return source instanceof VerifiedCredentials verified ? verified.problem() : Optional.empty();
  }

  /** Returns true when S3 is a program on this machine, such as the local cloud or an emulator. */
  public boolean isLocal() {
    return s3.serviceClientConfiguration().endpointOverride().map(URI::getHost).stream()
        .anyMatch(LOOPBACK::contains);
  }

  /** Sets the listener of calls; it must neither block nor throw. */
  public void onCall(Consumer<AwsCall> listener) {
    calls.setListener(listener);
  }

  /**
   * Sets the listener of claims of all attempts so far and from now on; must not block or throw.
   */
  public void onClaim(Consumer<Claim> listener) {
    claims.setListener(listener);
  }

  public S3Client s3() {
    return s3;
  }

  /** Creates an S3 client with connections of its own, which the caller closes. */
  public SeparateS3 separateS3(int connections) {
    SdkHttpClient http = configuration.http(connections);
    return new SeparateS3(S3Addressing.build(configuration.s3(owner).httpClient(http)), http);
  }

  /** Begins a multipart upload with headers that the signature does not cover. */
  public CreateMultipartUploadResponse beginUpload(
      CreateMultipartUploadRequest request, Map<String, String> unsigned) {
    try (UnsignedHeaderClient http = configuration.http(unsigned);
        S3Client client = S3Addressing.build(configuration.s3(owner).httpClient(http))) {
      return client.createMultipartUpload(request);
    }
  }

  public SqsClient sqs() {
    return services.sqs();
  }

  public KmsClient kms() {
    return services.kms();
  }

  public StsClient sts() {
    return services.sts();
  }

  public CloudTrailClient cloudTrail() {
    return services.cloudTrail();
  }

  public AthenaClient athena() {
    return services.athena();
  }

  public GlueClient glue() {
    return services.glue();
  }

  /**
   * Creates a client of another service, with the credentials, endpoint and connections of these
   * clients.
   */
  final <C, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>> C create(B builder) {
    return configuration.apply(builder).httpClient(objects).build();
  }

  @Override
  public void close() {
    s3.close();
    services.close();
    objects.close();
    messages.close();
    if (source instanceof SdkAutoCloseable closeable) {
      closeable.close();
    }
  }
}
