package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.TestBucket;
import dev.waybill.testing.TestQueue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Contract of S3's notifications to a queue. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NotificationContractIT {
  private final CloudUnderTest cloud;
  private final S3Client s3;
  private final TestBucket bucket;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestQueue shared;
  private final List<JsonNode> received = new ArrayList<>();

  NotificationContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
    this.bucket = cloud.versionedBucket("notified");
    this.shared = newQueue(cloud);
    configure(bucket, shared, Event.S3_OBJECT_CREATED, Event.S3_OBJECT_REMOVED);
  }

  @Test
  void configuringAQueueSendsATestEventAndIsStored() {
    TestBucket watched = cloud.versionedBucket("tested");
    TestQueue queue = newQueue(cloud);
    configure(watched, queue, Event.S3_OBJECT_CREATED);
    List<String> events = queue.receive(1, body -> body.contains("s3:TestEvent"));
    assertThat(events).hasSize(1);
    assertThat(json(events.get(0)).path("Bucket").asText()).isEqualTo(watched.name());
    assertThat(
            s3.getBucketNotificationConfiguration(it -> it.bucket(watched.name()))
                .queueConfigurations())
        .hasSize(1)
        .allMatch(each -> each.queueArn().equals(queue.arn()));
  }

  @Test
  void aPutIsNotifiedWithVersionSizeEtagAndSequencer() {
    PutObjectResponse put = bucket.put("put", "hello");
    JsonNode notification = receiveOne("put");
    assertThat(notification.path("eventName").asText()).isEqualTo("ObjectCreated:Put");
    assertThat(notification.path("eventVersion").asText()).startsWith("2.");
    assertThat(notification.path("eventSource").asText()).isEqualTo("aws:s3");
    assertThat(Instant.parse(notification.path("eventTime").asText()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    assertThat(notification.at("/s3/bucket/name").asText()).isEqualTo(bucket.name());
    assertThat(notification.at("/s3/bucket/ownerIdentity/principalId").asText()).isNotEmpty();
    assertThat(notification.path("eventTime").asText())
        .matches(".*T\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    JsonNode object = notification.at("/s3/object");
    assertThat(object.path("versionId").asText()).isEqualTo(put.versionId());
    assertThat(object.path("size").asLong()).isEqualTo(5);
    assertThat(object.path("eTag").asText()).isEqualTo(put.eTag().replace("\"", ""));
    assertThat(object.path("sequencer").asText()).matches("[0-9A-Fa-f]{1,64}");
  }

  @Test
  void aNotificationHasTheRequestIdOfItsRequest() {
    cloud.assumeWithout(EmulatorLimit.REQUEST_ID_DIFFERS);
    PutObjectResponse put = bucket.put("asked", "hello");
    assertThat(receiveOne("asked").at("/responseElements/x-amz-request-id").asText())
        .isEqualTo(put.responseMetadata().requestId());
  }

  @Test
  void copiesAndCompletedUploadsHaveTheirOwnEventNames() {
    bucket.put("kind-put", "x");
    s3.copyObject(
        it ->
            it.sourceBucket(bucket.name())
                .sourceKey("kind-put")
                .destinationBucket(bucket.name())
                .destinationKey("kind-copy"));
    String id =
        s3.createMultipartUpload(it -> it.bucket(bucket.name()).key("kind-parts")).uploadId();
    String eTag =
        s3.uploadPart(
                it -> it.bucket(bucket.name()).key("kind-parts").uploadId(id).partNumber(1),
                RequestBody.fromString("x"))
            .eTag();
    s3.completeMultipartUpload(
        it ->
            it.bucket(bucket.name())
                .key("kind-parts")
                .uploadId(id)
                .multipartUpload(
                    upload ->
                        upload.parts(
                            CompletedPart.builder()
                                .applyMutation(part -> part.partNumber(1).eTag(eTag))
                                .build())));
    assertThat(receiveOne("kind-copy").path("eventName").asText()).isEqualTo("ObjectCreated:Copy");
    assertThat(receiveOne("kind-parts").path("eventName").asText())
        .isEqualTo("ObjectCreated:CompleteMultipartUpload");
  }

  @Test
  void removalsAreNotifiedAsMarkersOrDeletes() {
    String version = bucket.put("removed", "x").versionId();
    bucket.delete("removed");
    s3.deleteObject(it -> it.bucket(bucket.name()).key("removed").versionId(version));
    List<JsonNode> notifications = receive("removed", 3);
    assertThat(notifications)
        .extracting(each -> each.path("eventName").asText())
        .containsExactlyInAnyOrder(
            "ObjectCreated:Put", "ObjectRemoved:DeleteMarkerCreated", "ObjectRemoved:Delete");
  }

  @Test
  void theSequencersOfOneKeyIncrease() {
    cloud.assumeWithout(EmulatorLimit.SEQUENCER_IS_CONSTANT);
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      written.add(bucket.put("ordered", "x" + i).versionId());
    }
    List<String> bySequencer =
        receive("ordered", 5).stream()
            .sorted((a, b) -> sequencer(a).compareTo(sequencer(b)))
            .map(each -> each.at("/s3/object/versionId").asText())
            .toList();
    assertThat(bySequencer).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b+c%d",
        "\u00fc/\u00f1/\u65e5\u672c",
        "q'\"<>&=?#",
        "\ud83d\ude00",
        "${x}#{y}{{z}}",
        "~!*()@:,;$"
      })
  void aKeyIsFormEncoded(String key) {
    bucket.put(key, "x");
    assertThat(
            URLDecoder.decode(
                receiveOne(key).at("/s3/object/key").asText(), StandardCharsets.UTF_8))
        .isEqualTo(key);
  }

  @Test
  void aSpaceInAKeyIsAPlus() {
    cloud.assumeWithout(EmulatorLimit.SPACE_IS_PERCENT_20);
    bucket.put("dir/this im + age.txt", "x");
    assertThat(receiveOne("dir/this im + age.txt").at("/s3/object/key").asText())
        .isEqualTo("dir/this+im+%2B+age.txt");
  }

  @Test
  void onlyKeysWithThePrefixAndTheSuffixAreNotified() {
    TestBucket filtered = cloud.versionedBucket("filtered");
    TestQueue queue = newQueue(cloud);
    s3.putBucketNotificationConfiguration(
        it ->
            it.bucket(filtered.name())
                .notificationConfiguration(
                    all ->
                        all.queueConfigurations(
                            QueueConfiguration.builder()
                                .applyMutation(
                                    one ->
                                        one.queueArn(queue.arn())
                                            .events(Event.S3_OBJECT_CREATED)
                                            .filter(
                                                by ->
                                                    by.key(
                                                        key ->
                                                            key.filterRules(
                                                                rule(FilterRuleName.PREFIX, "in/"),
                                                                rule(
                                                                    FilterRuleName.SUFFIX,
                                                                    ".csv")))))
                                .build())));
    List.of("in/a.txt", "out/a.csv", "IN/a.csv", "in/a.csv.gz", "in/a.csv")
        .forEach(key -> filtered.put(key, "x"));
    List<String> events = queue.receive(1, body -> body.contains("\"Records\""));
    events.addAll(bodies(queue.poll(Duration.ofSeconds(1))));
    assertThat(events).hasSize(1);
    assertThat(events.get(0)).contains("in/a.csv\"");
  }

  @Test
  void anEventWithoutARuleIsNotNotified() {
    TestBucket deaf = cloud.versionedBucket("removals");
    TestQueue queue = newQueue(cloud);
    configure(deaf, queue, Event.S3_OBJECT_REMOVED);
    deaf.put("a", "x");
    deaf.delete("a");
    List<String> events = queue.receive(1, body -> body.contains("\"Records\""));
    assertThat(events).hasSize(1);
    assertThat(events.get(0)).contains("ObjectRemoved:DeleteMarkerCreated");
  }

  private static TestQueue newQueue(CloudUnderTest cloud) {
    String allow =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
            + "{\"Service\":\"s3.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}]}";
    return TestQueue.create(
        cloud.sqs(), cloud.uniqueName("events"), Map.of(QueueAttributeName.POLICY, allow));
  }

  private static void configure(TestBucket bucket, TestQueue queue, Event... events) {
    bucket
        .s3()
        .putBucketNotificationConfiguration(
            it ->
                it.bucket(bucket.name())
                    .notificationConfiguration(
                        all ->
                            all.queueConfigurations(
                                QueueConfiguration.builder()
                                    .applyMutation(one -> one.queueArn(queue.arn()).events(events))
                                    .build())));
  }

  private static FilterRule rule(FilterRuleName name, String value) {
    return FilterRule.builder().name(name).value(value).build();
  }

  private JsonNode receiveOne(String key) {
    return receive(key, 1).get(0);
  }

  /**
   * Receives the given number of records about a key. Records about other keys are kept for the
   * tests of those keys.
   */
  private List<JsonNode> receive(String key, int count) {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (receivedFor(key).size() < count && System.nanoTime() < end) {
      for (Message message : shared.poll(Duration.ofSeconds(1))) {
        shared.delete(message);
        json(message.body()).path("Records").forEach(received::add);
      }
    }
    assertThat(receivedFor(key)).as(key).hasSize(count);
    return receivedFor(key);
  }

  private List<JsonNode> receivedFor(String key) {
    return received.stream().filter(each -> key.equals(keyOf(each))).toList();
  }

  private static String keyOf(JsonNode notification) {
    return URLDecoder.decode(notification.at("/s3/object/key").asText(), StandardCharsets.UTF_8);
  }

  private static String sequencer(JsonNode notification) {
    String text = notification.at("/s3/object/sequencer").asText();
    return text + "0".repeat(64 - text.length());
  }

  private static List<String> bodies(List<Message> messages) {
    return messages.stream().map(Message::body).toList();
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError(body, e);
    }
  }
}
