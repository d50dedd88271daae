package dev.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.promotion.Destination;
import dev.waybill.promotion.KeyVersion;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Lookups of versions of the raw bucket. */
@ExtendWith(CloudExtension.class)
class RawObjectsIT {
  private static final String KEY = "processed/k";

  /** XML 1.0 has no such character. */
  private static final String NEIGHBOR = KEY + "\u0003";

  private final CloudUnderTest cloud;
  private TestBucket bucket;
  private AwsClients aws;
  private RawObjects objects;

  RawObjectsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void create() {
    bucket = cloud.versionedBucket("raw");
    aws =
        AwsClients.of(
            cloud.endpoint(),
            CloudUnderTest.REGION,
            StaticCredentialsProvider.create(cloud.credentials()));
    objects = new RawObjects(aws.s3());
  }

  @AfterEach
  void close() {
    cloud.resetFaults();
    aws.close();
  }

  /** Without the condition, the marker could hide a newer version that waits. */
  @ParameterizedTest
  @EnumSource(
      value = S3ErrorCode.class,
      names = {"NOT_IMPLEMENTED", "ACCESS_DENIED"})
  void leavesVersionListedWhereItCannotBeHiddenOnACondition(S3ErrorCode code) {
    PutObjectResponse put = put("superseded");
    cloud.faults().fail("DeleteObject", key -> true, code, 1);

    boolean ended =
        objects.hide(
            new ObjectVersion(bucket.name(), KEY, put.versionId()),
            RawObjects.unquoted(put.eTag()));

    assertThat(ended).isTrue();
    assertThat(objects.versions(bucket.name(), KEY))
        .singleElement()
        .satisfies(it -> assertThat(it.current()).isTrue());
  }

  /** A search that ends before the last version must not tell that there is none. */
  @Test
  void findsVersionBelowMoreThanAHundredNewerOnes() {
    String eTag = RawObjects.unquoted(put("promoted").eTag());
    Instant written = bucket.head(KEY).lastModified();
    for (int newer = 0; newer < 120; newer++) {
      put("newer " + newer);
    }
    Destination at = new Destination(bucket.name(), KEY);

    assertThat(objects.withChecksum(at, Sha256.hash("promoted").base64(), written)).isPresent();
    assertThat(objects.withChecksum(at, Sha256.hash("never").base64(), written)).isEmpty();
    assertThat(objects.versionWith(bucket.name(), KEY, eTag)).isPresent();
  }

  @Test
  void listsVersionsBesideNeighborThatXmlCannotName() {
    PutObjectResponse first = put("one");
    PutObjectResponse second = put("two");
    bucket.put(NEIGHBOR, "neighbor");

    assertThat(objects.versions(bucket.name(), KEY))
        .extracting(KeyVersion::versionId)
        .containsExactly(second.versionId(), first.versionId());
    assertThat(objects.versions(bucket.name(), NEIGHBOR)).hasSize(1);
    assertThat(objects.below(new ObjectVersion(bucket.name(), KEY, second.versionId())))
        .hasValueSatisfying(
            it -> assertThat(it.version().versionId()).isEqualTo(first.versionId()));
  }

  @Test
  void listsEveryPageOfObjectsThatXmlCannotName() {
    bucket.put(NEIGHBOR, "neighbor");
    bucket.put("processed/l +%20", "plain");
    bucket.put("processed/l\u0001", "last");

    assertThat(
            aws.s3().listObjectsV2Paginator(it -> it.bucket(bucket.name()).maxKeys(1)).stream()
                .map(ListObjectsV2Response::contents)
                .map(page -> page.get(0).key()))
        .containsExactly(NEIGHBOR, "processed/l\u0001", "processed/l +%20");
  }

  @Test
  void hidesOnlyTheVersionThatIsStillCurrent() {
    PutObjectResponse first = put("one");
    ObjectVersion version = new ObjectVersion(bucket.name(), KEY, first.versionId());
    String eTag = RawObjects.unquoted(first.eTag());
    PutObjectResponse second = put("two");

    assertThat(objects.hide(version, eTag)).isFalse();
    assertThat(bucket.get(KEY)).isEqualTo("two");

    assertThat(objects.hide(version, RawObjects.unquoted(second.eTag()))).isTrue();
    assertThat(objects.current(bucket.name(), KEY)).isEmpty();
    assertThat(bucket.get(KEY, first.versionId())).isEqualTo("one");
    assertThat(bucket.get(KEY, second.versionId())).isEqualTo("two");
  }

  @Test
  void hidesNothingWithoutVersioning() {
    TestBucket plain = cloud.bucket("plain");
    PutObjectResponse put = plain.put(KEY, "one");

    assertThat(
            objects.hide(
                new ObjectVersion(plain.name(), KEY, ObjectVersion.NULL_VERSION),
                RawObjects.unquoted(put.eTag())))
        .isTrue();
    assertThat(plain.get(KEY)).isEqualTo("one");
  }

  private PutObjectResponse put(String body) {
    return aws.s3()
        .putObject(
            it -> it.bucket(bucket.name()).key(KEY).checksumAlgorithm(ChecksumAlgorithm.SHA256),
            RequestBody.fromString(body));
  }
}
