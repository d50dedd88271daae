package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.Limit;
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

/** Conditional requests: what is already there is not overwritten unseen. */
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
  void the_second_put_that_wants_nothing_there_is_refused() {
    putIfAbsent("once", "1");
    Refusal.of(412, "PreconditionFailed", () -> putIfAbsent("once", "2"));
    assertThat(bucket.get("once")).isEqualTo("1");
  }

  @Test
  void behind_a_delete_marker_there_is_nothing() {
    putIfAbsent("marked", "1");
    bucket.delete("marked");
    putIfAbsent("marked", "3");
    assertThat(bucket.get("marked")).isEqualTo("3");
  }

  @Test
  void of_sixteen_puts_at_once_that_want_nothing_there_one_wins() throws Exception {
    ExecutorService racers = Executors.newFixedThreadPool(16);
    try {
      for (int round = 0; round < 20; round++) {
        String key = "race-" + round;
        List<Callable<Integer>> puts =
            Collections.nCopies(16, () -> statusOf(() -> putIfAbsent(key, "z")));
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> answer : racers.invokeAll(puts)) {
          answers.add(answer.get());
        }
        // S3 answers a loser 412, or 409 when it cannot yet tell.
        assertThat(answers).as(key).containsOnlyOnce(200).containsAnyOf(412, 409);
        assertThat(answers).as(key).isSubsetOf(200, 412, 409);
        assertThat(versionsOf(key)).as(key).isEqualTo(1);
      }
    } finally {
      racers.shutdownNow();
    }
  }

  @Test
  void a_completed_upload_that_wants_nothing_there_is_refused() {
    bucket.put("parts", "x");
    String id = s3.createMultipartUpload(it -> it.bucket(bucket.name()).key("parts")).uploadId();
    String eTag =
        s3.uploadPart(
                it -> it.bucket(bucket.name()).key("parts").uploadId(id).partNumber(1),
                RequestBody.fromString("y"))
            .eTag();
    Refusal.of(
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
  void a_put_over_another_etag_is_refused() {
    String eTag = bucket.put("over", "x").eTag();
    Refusal.of(412, "PreconditionFailed", () -> putOver("over", Refusal.WRONG_ETAG));
    putOver("over", eTag);
    assertThat(bucket.get("over")).isEqualTo("over");
  }

  @Test
  void a_put_over_nothing_is_not_found() {
    Refusal.of(404, "NoSuchKey", () -> putOver("nothing", Refusal.WRONG_ETAG));
  }

  @Test
  void a_read_of_what_one_has_is_not_modified_and_of_another_etag_refused() {
    String eTag = bucket.put("read", "x").eTag();
    Refusal.of(
        304,
        () -> s3.getObjectAsBytes(it -> it.bucket(bucket.name()).key("read").ifNoneMatch(eTag)));
    Refusal.of(
        412,
        "PreconditionFailed",
        () ->
            s3.getObjectAsBytes(
                it -> it.bucket(bucket.name()).key("read").ifMatch(Refusal.WRONG_ETAG)));
  }

  @Test
  void a_delete_of_another_etag_is_refused() {
    cloud.assumeWithout(Limit.NO_DELETE_IF_MATCH);
    String eTag = bucket.put("kept", "x").eTag();
    Refusal.of(
        412,
        "PreconditionFailed",
        () ->
            s3.deleteObject(
                it -> it.bucket(bucket.name()).key("kept").ifMatch(Refusal.WRONG_ETAG)));
    assertThat(bucket.get("kept")).isEqualTo("x");
    s3.deleteObject(it -> it.bucket(bucket.name()).key("kept").ifMatch(eTag));
    Refusal.of(404, () -> bucket.head("kept"));
  }

  @Test
  void a_delete_of_what_is_not_there_meets_no_etag() {
    cloud.assumeWithout(Limit.NO_DELETE_IF_MATCH);
    String eTag = bucket.put("hidden", "x").eTag();
    bucket.delete("hidden");
    for (String key : List.of("never", "hidden")) {
      Refusal.of(
          404,
          "NoSuchKey",
          () -> s3.deleteObject(it -> it.bucket(bucket.name()).key(key).ifMatch(eTag)));
    }
  }

  @Test
  void a_delete_of_a_version_meets_the_etag_of_the_current_one() {
    cloud.assumeWithout(Limit.NO_DELETE_IF_MATCH);
    PutObjectResponse old = bucket.put("versions", "old");
    String current = bucket.put("versions", "current").eTag();
    Refusal.of(412, "PreconditionFailed", () -> deleteVersion(old.versionId(), old.eTag()));
    deleteVersion(old.versionId(), current);
    Refusal.of(404, "NoSuchVersion", () -> bucket.get("versions", old.versionId()));
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
    } catch (SdkServiceException refusal) {
      return refusal.statusCode();
    }
  }
}
