package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.TestBucket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Contract of conditional requests: an existing object is not overwritten unnoticed. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConditionContractIT {
  private final CloudUnderTest cloud;
  private final S3Client s3;
  private final TestBucket bucket;

  ConditionContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
    this.bucket = cloud.versionedBucket("condition");
  }

  @Test
  void aSecondPutWithIfNoneMatchIsRejected() {
    putIfAbsent("once", "1");
    ExpectedError.of(412, "PreconditionFailed", () -> putIfAbsent("once", "2"));
    assertThat(bucket.get("once")).isEqualTo("1");
  }

  @Test
  void aPutWithIfNoneMatchSucceedsBehindADeleteMarker() {
    putIfAbsent("marked", "1");
    bucket.delete("marked");
    putIfAbsent("marked", "3");
    assertThat(bucket.get("marked")).isEqualTo("3");
  }

  @Test
  void oneOfSixteenConcurrentPutsWithIfNoneMatchSucceeds() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      for (int round = 0; round < 20; round++) {
        String key = "race-" + round;
        List<Callable<Integer>> puts =
            Collections.nCopies(16, () -> statusOf(() -> putIfAbsent(key, "z")));
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> answer : threads.invokeAll(puts)) {
          answers.add(answer.get());
        }
        // S3 rejects a put with 412, or with 409 while another put is in progress.
        assertThat(answers).as(key).containsOnlyOnce(200).containsAnyOf(412, 409);
        assertThat(answers).as(key).isSubsetOf(200, 412, 409);
        assertThat(versionsOf(key)).as(key).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aCompletionWithIfNoneMatchOverAnObjectIsRejected() {
    bucket.put("parts", "x");
    String id = s3.createMultipartUpload(it -> it.bucket(bucket.name()).key("parts")).uploadId();
    String eTag =
        s3.uploadPart(
                it -> it.bucket(bucket.name()).key("parts").uploadId(id).partNumber(1),
                RequestBody.fromString("y"))
            .eTag();
    ExpectedError.of(
        412,
        "PreconditionFailed",
        () ->
            s3.completeMultipartUpload(
                it ->
                    it.bucket(bucket.name())
                        .key("parts")
                        .uploadId(id)
                        .ifNoneMatch("*")
                        .multipartUpload(
                            upload ->
                                upload.parts(
                                    CompletedPart.builder()
                                        .applyMutation(part -> part.partNumber(1).eTag(eTag))
                                        .build()))));
    assertThat(bucket.get("parts")).isEqualTo("x");
  }

  @Test
  void aPutWithIfMatchOverAnotherEtagIsRejected() {
    String eTag = bucket.put("over", "x").eTag();
    ExpectedError.of(412, "PreconditionFailed", () -> putOver("over", ContractValues.WRONG_ETAG));
    putOver("over", eTag);
    assertThat(bucket.get("over")).isEqualTo("over");
  }

  @Test
  void aPutWithIfMatchOverNothingIsNotFound() {
    ExpectedError.of(404, "NoSuchKey", () -> putOver("nothing", ContractValues.WRONG_ETAG));
  }

  @Test
  void aGetAnswersNotModifiedOrPreconditionFailed() {
    String eTag = bucket.put("read", "x").eTag();
    ExpectedError.of(
        304,
        () -> s3.getObjectAsBytes(it -> it.bucket(bucket.name()).key("read").ifNoneMatch(eTag)));
    ExpectedError.of(
        412,
        "PreconditionFailed",
        () ->
            s3.getObjectAsBytes(
                it -> it.bucket(bucket.name()).key("read").ifMatch(ContractValues.WRONG_ETAG)));
  }

  @Test
  void aDeleteWithIfMatchOfAnotherEtagIsRejected() {
    cloud.assumeWithout(EmulatorLimit.NO_DELETE_IF_MATCH);
    String eTag = bucket.put("kept", "x").eTag();
    ExpectedError.of(
        412,
        "PreconditionFailed",
        () ->
            s3.deleteObject(
                it -> it.bucket(bucket.name()).key("kept").ifMatch(ContractValues.WRONG_ETAG)));
    assertThat(bucket.get("kept")).isEqualTo("x");
    s3.deleteObject(it -> it.bucket(bucket.name()).key("kept").ifMatch(eTag));
    ExpectedError.of(404, () -> bucket.head("kept"));
  }

  @Test
  void aDeleteWithIfMatchOfAMissingObjectIsNotFound() {
    cloud.assumeWithout(EmulatorLimit.NO_DELETE_IF_MATCH);
    String eTag = bucket.put("hidden", "x").eTag();
    bucket.delete("hidden");
    for (String key : List.of("never", "hidden")) {
      ExpectedError.of(
          404,
          "NoSuchKey",
          () -> s3.deleteObject(it -> it.bucket(bucket.name()).key(key).ifMatch(eTag)));
    }
  }

  @Test
  void aDeleteOfAVersionComparesTheEtagOfTheCurrentVersion() {
    cloud.assumeWithout(EmulatorLimit.NO_DELETE_IF_MATCH);
    PutObjectResponse old = bucket.put("versions", "old");
    String current = bucket.put("versions", "current").eTag();
    ExpectedError.of(412, "PreconditionFailed", () -> deleteVersion(old.versionId(), old.eTag()));
    deleteVersion(old.versionId(), current);
    ExpectedError.of(404, "NoSuchVersion", () -> bucket.get("versions", old.versionId()));
  }

  private void deleteVersion(String version, String eTag) {
    s3.deleteObject(
        it -> it.bucket(bucket.name()).key("versions").versionId(version).ifMatch(eTag));
  }

  private PutObjectResponse putIfAbsent(String key, String body) {
    return s3.putObject(
        it -> it.bucket(bucket.name()).key(key).ifNoneMatch("*"), RequestBody.fromString(body));
  }

  private void putOver(String key, String eTag) {
    s3.putObject(
        it -> it.bucket(bucket.name()).key(key).ifMatch(eTag), RequestBody.fromString("over"));
  }

  private int versionsOf(String key) {
    return s3.listObjectVersions(it -> it.bucket(bucket.name()).prefix(key)).versions().stream()
        .filter(version -> version.key().equals(key))
        .toList()
        .size();
  }

  private static int statusOf(Runnable call) {
    try {
      call.run();
      return 200;
    } catch (SdkServiceException e) {
      return e.statusCode();
    }
  }
}
