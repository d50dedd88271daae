package dev.waybill.testing;

import dev.waybill.localcloud.Faults;
import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/**
 * The cloud that tests run against: the one at {@code WAYBILL_CONTRACT_ENDPOINT} or {@code
 * AWS_ENDPOINT_URL} (system property or environment; LocalStack is recognised) or else the embedded
 * one.
 *
 * <p>Shared by all tests of a JVM through {@link CloudExtension}; tests keep apart by the unique
 * names of their buckets and queues.
 */
public final class CloudUnderTest implements AutoCloseable {
  /** The process behind the endpoint. */
  interface Server {
    /** Somebody else's: it is neither started nor stopped here. */
    Server FOREIGN =
        new Server() {
          @Override
          public boolean isOurs() {
            return false;
          }

          @Override
          public void start() {}

          @Override
          public void stop() {}

          @Override
          public Faults faults() {
            throw new IllegalStateException("a foreign cloud takes no orders");
          }
        };

    boolean isOurs();

    void start();

    void stop();

    Faults faults();
  }

  private static final int POOL = 64;

  public static final Region REGION = Region.US_EAST_1;

  private final URI endpoint;
  private final AwsCredentials credentials;
  private final Set<Limit> limits;
  private final Server server;
  private final ClientFactory clients = ClientFactory.find();
  private final SdkHttpClient http;
  private final S3Client s3;
  private final SqsClient sqs;
  private final KmsClient kms;
  private final String kmsKey;
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final AtomicInteger names = new AtomicInteger();

  CloudUnderTest(
      URI endpoint,
      URI sqsEndpoint,
      AwsCredentials credentials,
      Set<Limit> limits,
      String kmsKey,
      Server server) {
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.limits = limits.isEmpty() ? EnumSet.noneOf(Limit.class) : EnumSet.copyOf(limits);
    this.server = server;
    this.http = ApacheHttpClient.builder().maxConnections(POOL).build();
    this.s3 = s3With(credentials);
    this.sqs = sqs(sqsEndpoint, StaticCredentialsProvider.create(credentials));
    this.kms = of(KmsClient.builder(), credentials).build();
    this.kmsKey = kmsKey.isEmpty() ? kms.createKey().keyMetadata().arn() : kmsKey;
  }

  private SqsClient sqs(URI at, StaticCredentialsProvider provider) {
    SqsClientBuilder builder =
        SqsClient.builder()
            .endpointOverride(at)
            .region(REGION)
            .credentialsProvider(provider)
            .httpClient(http);
    return clients.sqs(builder, provider, POOL);
  }

  /** Configures a client of another service, which shares this cloud's connections. */
  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B of(
      B builder, AwsCredentials other) {
    builder.endpointOverride(endpoint).region(REGION);
    builder.credentialsProvider(StaticCredentialsProvider.create(other));
    return builder.httpClient(http);
  }

  public KmsClient kms() {
    return kms;
  }

  public URI endpoint() {
    return endpoint;
  }

  public AwsCredentials credentials() {
    return credentials;
  }

  public S3Client s3() {
    return s3;
  }

  public SqsClient sqs() {
    return sqs;
  }

  /** The ARN of an enabled KMS key that objects can be encrypted under. */
  public String kmsKey() {
    return kmsKey;
  }

  /** A client that signs in as somebody else; it shares this cloud's connections. */
  public S3Client s3With(AwsCredentials other) {
    StaticCredentialsProvider provider = StaticCredentialsProvider.create(other);
    S3ClientBuilder builder =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(REGION)
            .credentialsProvider(provider)
            .forcePathStyle(true)
            .httpClient(http);
    return clients.s3(builder, provider, POOL);
  }

  /** A presigner; the caller closes it. */
  public S3Presigner presigner() {
    return S3Presigner.builder()
        .endpointOverride(endpoint)
        .region(REGION)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  /** A name for a bucket or queue that no other test has. */
  public String uniqueName(String hint) {
    return "wb-" + run + "-" + hint + "-" + names.incrementAndGet();
  }

  /** A new bucket without versioning. */
  public TestBucket bucket(String hint) {
    return TestBucket.create(s3, uniqueName(hint));
  }

  /** A new bucket with versioning. */
  public TestBucket versionedBucket(String hint) {
    TestBucket bucket = bucket(hint);
    bucket.enableVersioning();
    return bucket;
  }

  /** A new queue. */
  public TestQueue queue(String hint) {
    return TestQueue.create(sqs, uniqueName(hint), Map.of());
  }

  /** Skips the calling test, visibly, where the cloud is not ours to restart. */
  public void assumeRestartable() {
    Assumptions.assumeTrue(
        server.isOurs(), () -> "skipped at " + endpoint + ": it is not ours to restart");
  }

  /** Skips the calling test, visibly, at the embedded cloud. */
  public void assumeForeign(String reason) {
    Assumptions.assumeFalse(server.isOurs(), () -> "skipped at " + endpoint + ": " + reason);
  }

  /**
   * What gets in the way of calls; skips the calling test, visibly, where that cannot be ordered.
   */
  public Faults faults() {
    Assumptions.assumeTrue(
        server.isOurs(), () -> "skipped at " + endpoint + ": faults cannot be ordered there");
    return server.faults();
  }

  /** Lets nothing get in the way of calls any more. */
  public void calm() {
    if (server.isOurs()) {
      server.faults().reset();
    }
  }

  /** Stops the cloud and starts it again at the same endpoint with the same data. */
  public void restart() {
    server.stop();
    server.start();
    dropStaleConnections();
  }

  /** The pool's connections ended with the server; each is found out by being used. */
  private void dropStaleConnections() {
    for (int call = 0; call < POOL; call++) {
      try {
        s3.listBuckets();
      } catch (SdkClientException stale) {
        names.incrementAndGet();
      }
    }
  }

  /** Skips the calling test, visibly, where the cloud cannot do what it needs. */
  public void assumeWithout(Limit limit) {
    Assumptions.assumeFalse(
        limits.contains(limit), () -> "skipped at " + endpoint + ": " + limit.reason());
  }

  @Override
  public void close() {
    s3.close();
    sqs.close();
    kms.close();
    http.close();
    server.stop();
  }
}
