package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.record.attributes.AttributeGroup.Cause;
import dev.waybill.record.attributes.AttributeGroup.Unseen;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.record.offline.VerificationFinding.Answer;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * Tests of {@code verify s3://…} on objects whose bytes are as sealed and whose attributes are not.
 */
@ExtendWith(CloudExtension.class)
class VerifyAttributesIT {
  private static final String KEY = "processed/a";

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;

  VerifyAttributesIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void start() throws Exception {
    pipeline = PipelineUnderTest.provision(cloud, folder, Map.of()).start();
  }

  @AfterEach
  void end() {
    cloud.resetFaults();
    pipeline.close();
  }

  @Test
  void verifiesHeadersMetadataAndTagsOfPromotedObject() throws Exception {
    promote(VerifyAttributesIT::asSealed);

    VerificationReport report = verify();

    assertThat(report.isVerified()).isTrue();
    assertThat(report.findings())
        .filteredOn(finding -> finding.answer() == Answer.OK)
        .extracting(VerificationFinding::subject)
        .contains("headers", "metadata", "tags");
  }

  /**
   * Change of an object that leaves its bytes as they are.
   *
   * @param subject the finding that names the change
   * @param detail a part of the finding's text
   * @param change the change of the request
   */
  private record Change(String subject, String detail, Consumer<PutObjectRequest.Builder> change) {
    @Override
    public String toString() {
      return detail;
    }
  }

  static Stream<Change> changes() {
    return Stream.of(
        new Change("headers", "text/html", put -> put.contentType("text/html")),
        new Change(
            "headers",
            "evil.example",
            put -> put.websiteRedirectLocation("https://evil.example/x")),
        new Change("metadata", "plant-8", put -> put.metadata(Map.of("origin", "plant-8"))),
        new Change("metadata", "note", put -> put.metadata(Map.of("origin", "a", "note", "b"))),
        new Change("tags", "public", put -> put.tagging("class=public")),
        new Change("tags", "class", put -> put.tagging("")));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void namesChangedAttributeOfObjectWithTheSealedBytes(Change change) throws Exception {
    promote(VerifyAttributesIT::asSealed);

    pipeline
        .withoutRawPolicy()
        .s3()
        .putObject(
            put -> {
              asSealed(put.bucket(pipeline.raw()).key(KEY));
              change.change.accept(put);
            },
            RequestBody.fromString("one"));

    VerificationReport report = verify();
    assertThat(report.isVerified()).isFalse();
    assertThat(report.findings())
        .filteredOn(finding -> finding.answer() == Answer.BAD)
        .singleElement()
        .satisfies(finding -> assertThat(finding.subject()).isEqualTo(change.subject))
        .satisfies(finding -> assertThat(finding.detail()).contains(change.detail));
  }

  /** Tags are the one attribute that changes without a new version. */
  @Test
  void namesTagAddedToVersionSealedWithoutTags() throws Exception {
    promote(put -> {});

    pipeline
        .s3()
        .putObjectTagging(
            put ->
                put.bucket(pipeline.raw())
                    .key(KEY)
                    .tagging(it -> it.tagSet(Tag.builder().key("class").value("x").build())));

    assertThat(verify().findings())
        .filteredOn(finding -> finding.answer() == Answer.BAD)
        .extracting(VerificationFinding::subject)
        .containsExactly("tags");
  }

  /** The tags of one object must not keep its bytes out of custody. */
  @Test
  void sealsRecordThatStatesDeniedTags() throws Exception {
    denyTags();
    ObjectVersion version = promote(VerifyAttributesIT::asSealed);

    assertThat(pipeline.record(version).attributes().tags()).isEqualTo(new Unseen(Cause.DENIED));
    cloud.resetFaults();
    assertThat(verify().isVerified()).isTrue();
    assertThat(answer("tags")).isEqualTo(Answer.OPEN);
  }

  @Test
  void reportsTagsThatTheVerifierMayNotReadAsNotCompared() throws Exception {
    promote(VerifyAttributesIT::asSealed);
    denyTags();

    assertThat(verify().isVerified()).isTrue();
    assertThat(answer("tags")).isEqualTo(Answer.OPEN);
    assertThat(answer("metadata")).isEqualTo(Answer.OK);
  }

  /** S3 counts tags only for those who may read them, so that no count proves nothing. */
  @Test
  void takesNoObjectForUntaggedWhoseTagsTheVerifierMayNotRead() throws Exception {
    promote(put -> {});
    assertThat(answer("tags")).isEqualTo(Answer.OK);

    denyTags();

    assertThat(verify().isVerified()).isTrue();
    assertThat(answer("tags")).isEqualTo(Answer.OPEN);
  }

  @Test
  void comparesEarlierVersionOfTheSameBytesWithItsOwnRecord() throws Exception {
    promote(VerifyAttributesIT::asSealed);
    String earlier = pipeline.versions(KEY).get(0).versionId();
    promote(put -> put.contentType("text/csv"));

    assertThat(verify().isVerified()).isTrue();
    assertThat(verify(earlier).isVerified()).isTrue();

    pipeline
        .withoutRawPolicy()
        .s3()
        .putObject(
            put -> asSealed(put.bucket(pipeline.raw()).key(KEY)), RequestBody.fromString("one"));
    assertThat(verify().isVerified()).as("put back over the newer one").isFalse();
  }

  private void denyTags() {
    cloud.faults().fail("GetObjectTagging", key -> true, S3ErrorCode.ACCESS_DENIED, 1000);
  }

  private Answer answer(String subject) throws Exception {
    return verify().findings().stream()
        .filter(finding -> finding.subject().equals(subject))
        .findFirst()
        .orElseThrow()
        .answer();
  }

  private static void asSealed(PutObjectRequest.Builder put) {
    put.contentType("text/plain").metadata(Map.of("origin", "plant-7")).tagging("class=secret");
  }

  private ObjectVersion promote(Consumer<PutObjectRequest.Builder> attributes) {
    int before = pipeline.outcomes().size();
    String version =
        pipeline
            .s3()
            .putObject(
                put -> attributes.accept(put.bucket(pipeline.raw()).key("incoming/a")),
                RequestBody.fromString("one"))
            .versionId();
    pipeline.awaitEnds(before + 1);
    assertThat(pipeline.labels()).containsOnly("promoted");
    return new ObjectVersion(pipeline.raw(), "incoming/a", version);
  }

  private VerificationReport verify() throws Exception {
    return verify(null);
  }

  private VerificationReport verify(@Nullable String versionId) throws Exception {
    return OnlineVerification.verify(
        pipeline.aws(),
        pipeline.loaded(),
        new S3Address(pipeline.raw(), KEY, versionId),
        null,
        null);
  }
}
