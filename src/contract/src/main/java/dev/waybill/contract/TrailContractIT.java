package dev.waybill.contract;

import static dev.waybill.testing.TestTrail.data;
import static dev.waybill.testing.TestTrail.equalTo;
import static dev.waybill.testing.TestTrail.management;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.TestBucket;
import dev.waybill.testing.TestTrail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;
import software.amazon.awssdk.services.cloudtrail.model.Tag;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Contract of CloudTrail: selection and delivery of events. */
@ExtendWith(CloudExtension.class)
final class TrailContractIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration DELIVERY_TIMEOUT = Duration.ofMinutes(1);
  private static final String ABSENT = "11111111-2222-3333-4444-555555555555";

  private final CloudUnderTest cloud;
  private final S3Client s3;
  private final CloudTrailClient trails;
  private String name = "";
  private TestBucket raw;
  private TestBucket logs;

  TrailContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
    this.trails = cloud.configure(CloudTrailClient.builder(), cloud.credentials()).build();
  }

  @BeforeEach
  void createBuckets() {
    cloud.assumeWithout(EmulatorLimit.NO_CLOUDTRAIL);
    name = cloud.uniqueName("trail");
    raw = cloud.bucket("raw");
    logs = cloud.bucket("logs");
    TestTrail.allowDelivery(s3, logs.name());
  }

  @AfterEach
  void end() {
    if (name.isEmpty()) {
      return;
    }
    trails.listTrails(it -> {}).trails().stream()
        .filter(it -> it.name().startsWith(name))
        .forEach(it -> trails.deleteTrail(doomed -> doomed.name(it.name())));
  }

  @Test
  void returnsTrailAsCreated() {
    String key = cloud.kms().createKey().keyMetadata().keyId();
    Tag tag = Tag.builder().key("a").value("b").build();
    trails.createTrail(
        it ->
            it.name(name)
                .s3BucketName(logs.name())
                .s3KeyPrefix("all")
                .kmsKeyId(key)
                .isMultiRegionTrail(true)
                .enableLogFileValidation(true)
                .tagsList(tag));
    Trail trail = trails.getTrail(it -> it.name(name)).trail();
    assertThat(trail.trailARN())
        .isEqualTo("arn:aws:cloudtrail:us-east-1:000000000000:trail/" + name);
    assertThat(trail.s3KeyPrefix()).isEqualTo("all");
    assertThat(trail.kmsKeyId()).isEqualTo("arn:aws:kms:us-east-1:000000000000:key/" + key);
    assertThat(trail.isMultiRegionTrail()).isTrue();
    assertThat(trail.logFileValidationEnabled()).isTrue();
    assertThat(trail.includeGlobalServiceEvents()).isTrue();
    assertThat(trails.describeTrails(it -> it.trailNameList(name)).trailList())
        .containsExactly(trail);
    assertThat(trails.describeTrails(it -> it.trailNameList("absent")).trailList()).isEmpty();
    assertThat(
            trails
                .listTags(it -> it.resourceIdList(trail.trailARN()))
                .resourceTagList()
                .get(0)
                .tagsList())
        .containsExactly(tag);
    assertThat(status().isLogging()).isFalse();
    assertThat(trails.getEventSelectors(it -> it.trailName(name)).eventSelectors())
        .singleElement()
        .matches(EventSelector::includeManagementEvents);
    trails.updateTrail(it -> it.name(trail.trailARN()).kmsKeyId("").enableLogFileValidation(false));
    Trail after = trails.getTrail(it -> it.name(trail.trailARN())).trail();
    assertThat(after.kmsKeyId()).isNull();
    assertThat(after.logFileValidationEnabled()).isFalse();
    assertThat(after.isMultiRegionTrail()).isTrue();
  }

  @Test
  void rejectsTrailThatCannotDeliver() {
    ExpectedError.of(
        400,
        "S3BucketDoesNotExistException",
        () -> trails.createTrail(it -> it.name(name).s3BucketName("absent-" + name)));
    ExpectedError.of(
        400,
        "InsufficientS3BucketPolicyException",
        () -> trails.createTrail(it -> it.name(name).s3BucketName(raw.name())));
    ExpectedError.of(
        400,
        "KmsKeyNotFoundException",
        () -> trails.createTrail(it -> it.name(name).s3BucketName(logs.name()).kmsKeyId(ABSENT)));
    ExpectedError.of(
        400,
        "InvalidTrailNameException",
        () -> trails.createTrail(it -> it.name("a/b").s3BucketName(logs.name())));
    ExpectedError.of(400, "TrailNotFoundException", () -> trails.getTrail(it -> it.name(name)));
    startTrail(data());
    ExpectedError.of(
        400,
        "TrailAlreadyExistsException",
        () -> trails.createTrail(it -> it.name(name).s3BucketName(logs.name())));
    s3.deleteBucketPolicy(it -> it.bucket(logs.name()));
    ExpectedError.of(
        400,
        "InsufficientS3BucketPolicyException",
        () -> trails.updateTrail(it -> it.name(name).s3KeyPrefix("x")));
  }

  @Test
  void deliversOnlySelectedEvents() {
    startTrail(
        data(
            equalTo("readOnly", "false"),
            AdvancedFieldSelector.builder()
                .field("resources.ARN")
                .startsWith("arn:aws:s3:::" + raw.name() + "/incoming/")
                .build()));
    raw.put("other/a", "x");
    raw.put("incoming/a", "x");
    raw.get("incoming/a");
    raw.delete("incoming/a");
    assertThat(names(2)).containsExactly("PutObject", "DeleteObject");
    assertThat(status().latestDeliveryTime()).isNotNull();
    assertThat(status().latestDeliveryError()).isNull();
  }

  @Test
  void basicSelectorsSelectByPrefix() {
    trails.createTrail(it -> it.name(name).s3BucketName(logs.name()));
    trails.putEventSelectors(
        it ->
            it.trailName(name)
                .eventSelectors(
                    EventSelector.builder()
                        .readWriteType(ReadWriteType.WRITE_ONLY)
                        .includeManagementEvents(false)
                        .dataResources(
                            DataResource.builder()
                                .type("AWS::S3::Object")
                                .values("arn:aws:s3:::" + raw.name() + "/incoming/")
                                .build())
                        .build()));
    trails.startLogging(it -> it.name(name));
    raw.put("other/a", "x");
    raw.put("incoming/b", "x");
    raw.get("incoming/b");
    s3.deleteBucketPolicy(it -> it.bucket(raw.name()));
    assertThat(names(1)).containsExactly("PutObject");
  }

  @Test
  void logsNothingWhileTrailIsStopped() {
    startTrail(data(equalTo("eventName", "PutObject"), ofRaw()));
    raw.put("one", "x");
    trails.stopLogging(it -> it.name(name));
    raw.put("two", "x");
    trails.startLogging(it -> it.name(name));
    raw.put("three", "x");
    assertThat(records(2))
        .extracting(it -> it.at("/requestParameters/key").asText())
        .containsExactly("one", "three");
    GetTrailStatusResponse status = status();
    assertThat(status.isLogging()).isTrue();
    assertThat(status.stopLoggingTime()).isNotNull();
    assertThat(status.startLoggingTime()).isAfterOrEqualTo(status.stopLoggingTime());
  }

  @Test
  void logsControlCallsOfEveryServiceAsManagementEvents() {
    startTrail(management());
    String key = cloud.kms().createKey(it -> it.description("logged")).keyMetadata().arn();
    cloud.queue("logged");
    s3.deleteBucketPolicy(it -> it.bucket(raw.name()));
    ExpectedError.of(
        400, "NotFoundException", () -> cloud.kms().describeKey(it -> it.keyId(ABSENT)));
    trails.stopLogging(it -> it.name(name));
    List<JsonNode> records = records(6);
    JsonNode created = only(records, "CreateKey");
    assertThat(created.path("eventSource").asText()).isEqualTo("kms.amazonaws.com");
    assertThat(created.at("/requestParameters/description").asText()).isEqualTo("logged");
    assertThat(created.at("/responseElements/keyMetadata/arn").asText()).isEqualTo(key);
    assertThat(created.path("managementEvent").asBoolean()).isTrue();
    assertThat(created.path("readOnly").asBoolean()).isFalse();
    JsonNode absent = only(records, "DescribeKey");
    assertThat(absent.path("errorCode").asText()).isEqualTo("NotFoundException");
    assertThat(absent.path("readOnly").asBoolean()).isTrue();
    assertThat(only(records, "CreateQueue").at("/requestParameters/queueName").asText())
        .contains("logged");
    assertThat(only(records, "DeleteBucketPolicy").at("/requestParameters/bucketName").asText())
        .isEqualTo(raw.name());
    assertThat(only(records, "StopLogging").at("/requestParameters/name").asText()).isEqualTo(name);
  }

  @Test
  void logsUpdateOfEncryptionAsDataEvent() {
    cloud.assumeWithout(EmulatorLimit.NO_ENCRYPTION_UPDATE);
    raw.enableVersioning();
    String version = raw.put("a", "x").versionId();
    startTrail(data(equalTo("eventName", "UpdateObjectEncryption"), ofRaw()));
    s3.updateObjectEncryption(
        it ->
            it.bucket(raw.name())
                .key("a")
                .versionId(version)
                .objectEncryption(to -> to.ssekms(kms -> kms.kmsKeyArn(cloud.kmsKey()))));
    ExpectedError.of(
        404,
        "NoSuchKey",
        () ->
            s3.updateObjectEncryption(
                it ->
                    it.bucket(raw.name())
                        .key("absent")
                        .objectEncryption(to -> to.ssekms(kms -> kms.kmsKeyArn(cloud.kmsKey())))));
    List<JsonNode> records = records(2);
    assertThat(records.get(0).at("/requestParameters/key").asText()).isEqualTo("a");
    assertThat(records.get(0).at("/requestParameters/versionId").asText()).isEqualTo(version);
    assertThat(records.get(0).path("readOnly").asBoolean(true)).isFalse();
    assertThat(records.get(0).path("eventCategory").asText()).isEqualTo("Data");
    assertThat(records.get(1).path("errorCode").asText()).isEqualTo("NoSuchKey");
  }

  @Test
  void encryptsLogFilesUnderTheKeyOfTheTrail() {
    String key = cloud.kms().createKey().keyMetadata().arn();
    trails.createTrail(
        it -> it.name(name).s3BucketName(logs.name()).s3KeyPrefix("p").kmsKeyId(key));
    trails.putEventSelectors(it -> it.trailName(name).advancedEventSelectors(data(ofRaw())));
    trails.startLogging(it -> it.name(name));
    raw.put("a", "x");
    records(1);
    S3Object file = s3.listObjectsV2(it -> it.bucket(logs.name())).contents().get(0);
    assertThat(file.key()).startsWith("p/AWSLogs/000000000000/CloudTrail/us-east-1/");
    HeadObjectResponse head = s3.headObject(it -> it.bucket(logs.name()).key(file.key()));
    assertThat(head.ssekmsKeyId()).isEqualTo(key);
  }

  @Test
  void doesNotLogSignatureOfQuery() throws IOException {
    startTrail(data(equalTo("eventName", "GetObject"), ofRaw()));
    raw.put("a", "x");
    URL url;
    try (var presigner = cloud.presigner()) {
      url =
          presigner
              .presignGetObject(
                  it ->
                      it.signatureDuration(Duration.ofMinutes(1))
                          .getObjectRequest(get -> get.bucket(raw.name()).key("a")))
              .url();
    }
    url.openStream().close();
    String record = records(1).get(0).toString();
    assertThat(record).contains("QueryString").doesNotContain("X-Amz-Signature");
  }

  @Test
  void rejectsInvalidSelectors() {
    startTrail(data());
    AdvancedEventSelector none =
        AdvancedEventSelector.builder().fieldSelectors(equalTo("eventCategory", "Data")).build();
    ExpectedError.of(
        400,
        "InvalidEventSelectorsException",
        () -> trails.putEventSelectors(it -> it.trailName(name).advancedEventSelectors(none)));
    assertThat(trails.getEventSelectors(it -> it.trailName(name)).advancedEventSelectors())
        .containsExactly(data());
  }

  private void startTrail(AdvancedEventSelector selector) {
    trails.createTrail(it -> it.name(name).s3BucketName(logs.name()));
    trails.putEventSelectors(it -> it.trailName(name).advancedEventSelectors(selector));
    trails.startLogging(it -> it.name(name));
  }

  private AdvancedFieldSelector ofRaw() {
    return AdvancedFieldSelector.builder()
        .field("resources.ARN")
        .startsWith("arn:aws:s3:::" + raw.name() + "/")
        .build();
  }

  private GetTrailStatusResponse status() {
    return trails.getTrailStatus(it -> it.name(name));
  }

  private static JsonNode only(List<JsonNode> records, String event) {
    List<JsonNode> named = new ArrayList<>(records);
    named.removeIf(it -> !it.path("eventName").asText().equals(event));
    assertThat(named).as(event).hasSize(1);
    return named.get(0);
  }

  private List<String> names(int count) {
    return records(count).stream().map(it -> it.path("eventName").asText()).toList();
  }

  /** Waits for at least {@code count} records, until no further one arrives, and returns all. */
  private List<JsonNode> records(int count) {
    Awaitility.await().atMost(DELIVERY_TIMEOUT).until(() -> delivered().size() >= count);
    return delivered();
  }

  private List<JsonNode> delivered() {
    List<JsonNode> records = new ArrayList<>();
    for (S3Object file : s3.listObjectsV2(it -> it.bucket(logs.name())).contents()) {
      try (var in =
          new GZIPInputStream(s3.getObject(it -> it.bucket(logs.name()).key(file.key())))) {
        JSON.readTree(in).path("Records").forEach(records::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return records;
  }
}
