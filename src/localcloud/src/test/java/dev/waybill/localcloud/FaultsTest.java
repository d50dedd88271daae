package dev.waybill.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.localcloud.store.S3ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Tests of the faults that tests inject. */
final class FaultsTest {
  @TempDir Path data;

  private LocalCloud cloud;
  private Faults faults;
  private S3Client s3;
  private SqsClient sqs;
  private QueueFixture queue;

  @BeforeEach
  void provision() throws IOException {
    start();
    queue = QueueFixture.create(sqs, "notifications");
    s3.createBucket(it -> it.bucket("bucket"));
    QueueConfiguration created =
        QueueConfiguration.builder().queueArn(queue.arn()).events(Event.S3_OBJECT_CREATED).build();
    s3.putBucketNotificationConfiguration(
        it ->
            it.bucket("bucket").notificationConfiguration(all -> all.queueConfigurations(created)));
    assertThat(queue.receive(1, body -> body.contains("s3:TestEvent"))).hasSize(1);
  }

  private void start() throws IOException {
    cloud = LocalCloud.start(LocalCloudOptions.defaults(data, 0));
    faults = cloud.faults();
    s3 = configure(S3Client.builder().forcePathStyle(true)).build();
    sqs = configure(SqsClient.builder()).build();
  }

  @AfterEach
  void stop() throws IOException {
    s3.close();
    sqs.close();
    cloud.close();
  }

  @Test
  @Timeout(120)
  void delaysOnlyMatchingOperations() {
    faults.delay("PutObject", "slow"::equals, Duration.ofMillis(700));
    assertThat(timeOf(() -> put("slow"))).isGreaterThanOrEqualTo(Duration.ofMillis(700));
    faults.reset();
    faults.delay("PutObject", "slow"::equals, Duration.ofHours(1));
    assertThat(s3.headObject(it -> it.bucket("bucket").key("slow")).contentLength()).isPositive();
    put("fast");
    faults.reset();
    put("slow");
  }

  @Test
  void failsMatchingOperationsTheGivenNumberOfTimesWithoutWriting() {
    faults.fail("PutObject", "failing"::equals, S3ErrorCode.SLOW_DOWN, 2);
    for (int time = 0; time < 2; time++) {
      assertThatExceptionOfType(S3Exception.class)
          .isThrownBy(() -> put("failing"))
          .satisfies(
              error -> {
                assertThat(error.statusCode()).isEqualTo(503);
                assertThat(error.awsErrorDetails().errorCode()).isEqualTo("SlowDown");
              });
    }
    assertThat(s3.listObjectsV2(it -> it.bucket("bucket")).contents()).isEmpty();
    put("failing");
    assertThat(text("failing")).isEqualTo("text of failing");
  }

  /** Flips the lowest bit of the first byte. */
  @Test
  void corruptsReadsTheGivenNumberOfTimesButNotTheObject() {
    put("corrupted");
    faults.corrupt("GetObject", "corrupted"::equals, 1);
    assertThat(text("corrupted")).isEqualTo("uext of corrupted");
    assertThat(text("corrupted")).isEqualTo("text of corrupted");
  }

  @Test
  void clientThatValidatesChecksumsDetectsTheCorruption() {
    put("corrupted");
    faults.corrupt("GetObject", "corrupted"::equals, 1);
    assertThatExceptionOfType(SdkClientException.class)
        .isThrownBy(
            () ->
                s3.getObjectAsBytes(
                    it -> it.bucket("bucket").key("corrupted").checksumMode(ChecksumMode.ENABLED)))
        .withMessageContaining("checksum");
  }

  @Test
  void duplicatesEveryNotification() {
    faults.duplicateNotifications(3);
    put("a");
    put("b");
    assertThat(receivedKeys(6)).containsExactlyInAnyOrder("a", "a", "a", "b", "b", "b");
    faults.reset();
    put("c");
    assertThat(receivedKeys(1)).containsExactly("c");
    assertThat(queue.poll(Duration.ofSeconds(1))).isEmpty();
  }

  @Test
  void reordersNotificationsWithoutLosingOne() {
    List<String> keys = IntStream.range(0, 25).mapToObj(i -> "key" + (10 + i)).toList();
    faults.reorderNotifications(10);
    List<String> window = keys.subList(0, 10);
    // Received before the next window is written, because the queue keeps no order of its own.
    window.forEach(this::put);
    assertThat(receivedKeys(10)).containsExactlyInAnyOrderElementsOf(window).isNotEqualTo(window);
    // The last five are an incomplete window.
    List<String> others = keys.subList(10, 25);
    others.forEach(this::put);
    assertThat(receivedKeys(15)).containsExactlyInAnyOrderElementsOf(others).isNotEqualTo(others);
  }

  @Test
  void deliversAnIncompleteWindowAtTheStop() throws IOException {
    faults.reorderNotifications(100);
    faults.duplicateNotifications(2);
    put("last");
    stop();
    start();
    queue = QueueFixture.create(sqs, "notifications");
    assertThat(receivedKeys(2)).isEqualTo(Collections.nCopies(2, "last"));
  }

  @Test
  void rejectsFaultsThatWouldDropNotifications() {
    assertThatIllegalArgumentException().isThrownBy(() -> faults.duplicateNotifications(0));
    assertThatIllegalArgumentException().isThrownBy(() -> faults.reorderNotifications(0));
  }

  private void put(String key) {
    s3.putObject(it -> it.bucket("bucket").key(key), RequestBody.fromString("text of " + key));
  }

  private String text(String key) {
    return s3.getObjectAsBytes(it -> it.bucket("bucket").key(key)).asUtf8String();
  }

  private static Duration timeOf(Runnable call) {
    long start = System.nanoTime();
    call.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Returns the keys of the received notifications, in the order of delivery. */
  private List<String> receivedKeys(int count) {
    return queue.receive(count, body -> true).stream().map(FaultsTest::key).toList();
  }

  private static String key(String body) {
    try {
      return new ObjectMapper().readTree(body).at("/Records/0/s3/object/key").asText();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Configures a client without retries, so that a test sees every response. */
  private <B extends AwsClientBuilder<B, ?>> B configure(B builder) {
    return builder
        .endpointOverride(cloud.endpoint())
        .region(Region.US_EAST_1)
        .overrideConfiguration(it -> it.retryStrategy(none -> none.maxAttempts(1)))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }
}
