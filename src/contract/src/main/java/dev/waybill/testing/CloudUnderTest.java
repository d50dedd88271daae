package dev.waybill.testing;

import dev.waybill.localcloud.CallCounts;
import dev.waybill.localcloud.Damage;
import dev.waybill.localcloud.Faults;
import dev.waybill.localcloud.LocalCloud;
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
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Cloud that the tests run against: the one at {@code WAYBILL_CONTRACT_ENDPOINT} or {@code
 * AWS_ENDPOINT_URL} (system property or environment; LocalStack is detected), otherwise the local
 * cloud.
 *
 * <p>All tests of a JVM share one cloud through {@link CloudExtension}; unique names of buckets and
 * queues keep the tests independent.
 */
public final class CloudUnderTest implements AutoCloseable {
  /** Process behind the endpoint. */
  interface Server {
    /** External process, which the tests neither start nor stop. */
    Server EXTERNAL =
        new Server() {
          @Override
          public boolean isLocalCloud() {
            return false;
          }

          @Override
          public void start() {}

          @Override
          public void stop() {}

          @Override
          public LocalCloud running() {
            throw new IllegalStateException("an external cloud runs in no process of the tests");
          }
        };

    /** Returns true if the tests control the process. */
    boolean isLocalCloud();

    void start();

    void stop();

    LocalCloud running();
  }

  private static final int MAX_CONNECTIONS = 64;

  public static final Region REGION = Region.US_EAST_1;

  private final URI endpoint;
  private final AwsCredentials credentials;
  private final Set<EmulatorLimit> limits;
  private final Server server;
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
      Set<EmulatorLimit> limits,
      String kmsKey,
      Server server) {
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.limits = limits.isEmpty() ? EnumSet.noneOf(EmulatorLimit.class) : EnumSet.copyOf(limits);
    this.server = server;
    this.http = Apache5HttpClient.builder().maxConnections(MAX_CONNECTIONS).build();
    this.s3 = s3With(credentials);
    this.sqs = configure(SqsClient.builder(), credentials).endpointOverride(sqsEndpoint).build();
    this.kms = configure(KmsClient.builder(), credentials).build();
    this.kmsKey = kmsKey.isEmpty() ? kms.createKey().keyMetadata().arn() : kmsKey;
  }

  /** Configures the client of another service; the client shares this cloud's connections. */
  public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configure(
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

  /** Returns the ARN of an enabled KMS key for the encryption of objects. */
  public String kmsKey() {
    return kmsKey;
  }

  /** Creates a client with other credentials; the client shares this cloud's connections. */
  public S3Client s3With(AwsCredentials other) {
    return configure(S3Client.builder(), other).forcePathStyle(true).build();
  }

  /** Creates a presigner; the caller closes it. */
  public S3Presigner presigner() {
    return S3Presigner.builder()
        .endpointOverride(endpoint)
        .region(REGION)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  /** Returns a name for a bucket or queue that no other test uses. */
  public String uniqueName(String hint) {
    return "wb-" + run + "-" + hint + "-" + names.incrementAndGet();
  }

  /** Creates a bucket without versioning. */
  public TestBucket bucket(String hint) {
    return TestBucket.create(s3, uniqueName(hint));
  }

  /** Creates a bucket with versioning. */
  public TestBucket versionedBucket(String hint) {
    TestBucket bucket = bucket(hint);
    bucket.enableVersioning();
    return bucket;
  }

  /** Creates a queue. */
  public TestQueue queue(String hint) {
    return TestQueue.create(sqs, uniqueName(hint), Map.of());
  }

  /** Skips the calling test if the tests cannot restart the cloud. */
  public void assumeRestartable() {
    Assumptions.assumeTrue(
        server.isLocalCloud(), () -> "skipped at " + endpoint + ": the tests cannot restart it");
  }

  /** Skips the calling test if the cloud is the local cloud. */
  public void assumeExternal(String reason) {
    Assumptions.assumeFalse(server.isLocalCloud(), () -> "skipped at " + endpoint + ": " + reason);
  }

  /** Returns the fault injection of the cloud; skips the calling test if the cloud has none. */
  public Faults faults() {
    return local("faults cannot be injected").faults();
  }

  /** Returns the damage to stored bytes; skips the calling test if the cloud has none. */
  public Damage damage() {
    return local("its files are out of reach").damage();
  }

  /**
   * Starts to count the calls at the server; skips the calling test if the cloud cannot count. A
   * restart ends the counting.
   */
  public CallCounts countCalls() {
    return local("its calls are not counted").countCalls();
  }

  /**
   * Delivers a report of a configured inventory and returns the key of its manifest; skips the
   * calling test if the cloud has its own schedule.
   */
  public String deliverInventory(String bucket, String id) {
    return local("it delivers inventories when it will").inventory().deliver(bucket, id);
  }

  private LocalCloud local(String otherwise) {
    Assumptions.assumeTrue(
        server.isLocalCloud(), () -> "skipped at " + endpoint + ": " + otherwise);
    return server.running();
  }

  /** Removes all injected faults. */
  public void resetFaults() {
    if (server.isLocalCloud()) {
      server.running().faults().reset();
    }
  }

  /** Stops the cloud and starts it again at the same endpoint with the same data. */
  public void restart() {
    server.stop();
    server.start();
    dropStaleConnections();
  }

  /** Uses each pooled connection once: a connection of the old server fails on its first use. */
  private void dropStaleConnections() {
    for (int call = 0; call < MAX_CONNECTIONS; call++) {
      try {
        s3.listBuckets();
      } catch (SdkClientException stale) {
        names.incrementAndGet();
      }
    }
  }

  /** Skips the calling test if the cloud has the limit. */
  public void assumeWithout(EmulatorLimit limit) {
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
