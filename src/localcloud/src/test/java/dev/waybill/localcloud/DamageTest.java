package dev.waybill.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.localcloud.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Tests of damage to stored bytes, by order of a test and by a program outside. */
final class DamageTest {
  private static final String BUCKET = "bucket";
  private static final String KEY = "key";
  private static final int PART = 5 << 20;

  @TempDir Path data;

  private LocalCloud cloud;
  private S3Client s3;
  private Damage damage;

  @BeforeEach
  void provision() throws IOException {
    start();
    s3.createBucket(it -> it.bucket(BUCKET));
    s3.putBucketVersioning(
        it ->
            it.bucket(BUCKET)
                .versioningConfiguration(to -> to.status(BucketVersioningStatus.ENABLED)));
  }

  private void start() throws IOException {
    cloud = LocalCloud.start(LocalCloudOptions.defaults(data, 0));
    damage = cloud.damage();
    s3 =
        S3Client.builder()
            .endpointOverride(cloud.endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("tester", "test")))
            .overrideConfiguration(it -> it.retryStrategy(retries -> retries.maxAttempts(1)))
            .build();
  }

  @AfterEach
  void stop() throws IOException {
    s3.close();
    cloud.close();
  }

  private void restart() throws IOException {
    stop();
    start();
  }

  @Test
  void readsFlippedByteUnderTheStoredMetadata() throws IOException {
    String version = put(KEY, "content");
    HeadObjectResponse before = head(version);
    damage.flipByte(BUCKET, KEY, version, 2);
    byte[] expected = "content".getBytes(StandardCharsets.UTF_8);
    expected[2] = (byte) ~expected[2];
    assertThat(bytes(version)).isEqualTo(expected);
    assertStated(head(version), before);
    restart();
    assertThat(bytes(version)).isEqualTo(expected);
    assertStated(head(version), before);
    damage.flipByte(BUCKET, KEY, version, 2);
    assertThat(bytes(version)).isEqualTo("content".getBytes(StandardCharsets.UTF_8));
  }

  private static void assertStated(HeadObjectResponse actual, HeadObjectResponse before) {
    assertThat(actual.eTag()).isEqualTo(before.eTag());
    assertThat(actual.checksumSHA256()).isEqualTo(before.checksumSHA256()).isNotNull();
    assertThat(actual.contentLength()).isEqualTo(7);
    assertThat(actual.lastModified()).isEqualTo(before.lastModified());
  }

  @Test
  void clientThatComparesTheChecksumRejectsFlippedByte() {
    String version = put(KEY, "content");
    damage.flipByte(BUCKET, KEY, version, 0);
    assertThatExceptionOfType(SdkClientException.class)
        .isThrownBy(
            () ->
                s3.getObjectAsBytes(
                    it ->
                        it.bucket(BUCKET)
                            .key(KEY)
                            .versionId(version)
                            .checksumMode(ChecksumMode.ENABLED)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void cutsTheResponseWhereTruncatedBytesEnd(boolean restarted) throws IOException {
    String version = put(KEY, "x".repeat(1 << 20));
    damage.truncate(BUCKET, KEY, version, 700_000);
    if (restarted) {
      restart();
    }
    assertThatExceptionOfType(SdkClientException.class)
        .isThrownBy(() -> bytes(version))
        .withStackTraceContaining("Premature end of Content-Length delimited message body");
    assertThat(range(version, "bytes=0-699999")).hasSize(700_000);
    assertThat(head(version).contentLength()).isEqualTo(1 << 20);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void failsWithInternalErrorWhenNoByteIsLeft(boolean restarted) throws IOException {
    String emptied = put(KEY, "content");
    String removed = put(KEY, "other content");
    damage.truncate(BUCKET, KEY, emptied, 0);
    damage.remove(BUCKET, KEY, removed);
    if (restarted) {
      restart();
    }
    assertError(500, "InternalError", () -> whole(emptied));
    assertError(500, "InternalError", () -> whole(removed));
    assertInternalError(removed);
    assertThat(head(removed).contentLength()).isEqualTo(13);
  }

  @ParameterizedTest
  @CsvSource({"0, 0-", "0, 6-6", "3, 3-", "3, 3-6", "3, 5-5", "6, 6-6"})
  void noRangeBeginsBehindTheBytesThatAreLeft(long left, String range) {
    String version = put(KEY, "content");
    damage.truncate(BUCKET, KEY, version, left);
    assertError(416, "InvalidRange", () -> range(version, "bytes=" + range));
    assertThat(head(version).contentLength()).isEqualTo(7);
  }

  @Test
  void rangeBehindTheLastPartThatIsLeftIsNone() {
    String version = putInParts();
    damage.truncate(BUCKET, KEY, version, PART);
    assertError(416, "InvalidRange", () -> range(version, "bytes=" + PART + "-"));
    assertThat(range(version, "bytes=" + (PART - 1) + "-" + (PART - 1))).containsExactly('a');
  }

  @Test
  void rangeOfLostBytesBeforeOthersFailsWithInternalError() throws IOException {
    String version = putInParts();
    Files.write(damage.files(BUCKET, KEY, version).get(0).path(), new byte[0]);
    assertError(500, "InternalError", () -> range(version, "bytes=0-9"));
    assertThat(range(version, "bytes=" + PART + "-")).hasSize(3);
  }

  @Test
  void leavesOtherVersionsAndLaterWritesAlone() throws IOException {
    String old = put(KEY, "old");
    damage.remove(BUCKET, KEY, old);
    String other = put("other", "kept");
    assertInternalError(old);
    assertThat(text("other", other)).isEqualTo("kept");
    assertThat(text(KEY, put(KEY, "new"))).isEqualTo("new");
    s3.deleteObject(it -> it.bucket(BUCKET).key(KEY).versionId(old));
    restart();
    assertThat(text("other", other)).isEqualTo("kept");
  }

  @Test
  void damagesOnlyTheNamedOneOfVersionsThatShareTheirBytes() {
    String source = put(KEY, "content");
    String copy =
        s3.copyObject(
                it ->
                    it.sourceBucket(BUCKET)
                        .sourceKey(KEY)
                        .destinationBucket(BUCKET)
                        .destinationKey("copy"))
            .versionId();
    damage.flipByte(BUCKET, KEY, source, 0);
    assertThat(text("copy", copy)).isEqualTo("content");
    assertThat(bytes(source)).startsWith((byte) ~'c');
  }

  @Test
  void copyOfLostBytesFailsWithInternalError() {
    put(KEY, "content");
    damage.remove(BUCKET, KEY, null);
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () ->
                s3.copyObject(
                    it ->
                        it.sourceBucket(BUCKET)
                            .sourceKey(KEY)
                            .destinationBucket(BUCKET)
                            .destinationKey("copy")))
        .satisfies(error -> assertThat(error.statusCode()).isEqualTo(500));
  }

  @Test
  void damagesTheByteOfThePartThatHoldsIt() {
    String version = putInParts();
    damage.flipByte(BUCKET, KEY, version, PART + 1);
    byte[] read = bytes(version);
    assertThat(read[PART + 1]).isEqualTo((byte) ~'b');
    assertThat(Arrays.copyOf(read, PART)).containsOnly('a');
    damage.truncate(BUCKET, KEY, version, PART + 1);
    assertThat(range(version, "bytes=" + PART + "-" + PART)).containsExactly('b');
    damage.truncate(BUCKET, KEY, version, 10);
    assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> bytes(version));
    assertThat(range(version, "bytes=0-9")).containsOnly('a');
  }

  @Test
  void readsNoByteThatWasAddedToPart() throws IOException {
    String version = putInParts();
    Path first = damage.files(BUCKET, KEY, version).get(0).path();
    Files.write(first, new byte[] {'c'}, StandardOpenOption.APPEND);
    assertThat(bytes(version)).hasSize(PART + 3).doesNotContain('c');
  }

  @Test
  void rejectsByteBehindTheEndAndUnknownVersion() {
    String version = put(KEY, "content");
    assertThatIllegalArgumentException().isThrownBy(() -> damage.flipByte(BUCKET, KEY, version, 7));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> damage.remove(BUCKET, "absent", null));
  }

  /** Finds the file as the README tells programs outside to do. */
  @Test
  void programOutsideFindsAndChangesTheContentFileOfVersion() throws IOException {
    put(KEY, "first");
    String version = put(KEY, "content");
    s3.putObjectTagging(
        it -> it.bucket(BUCKET).key(KEY).versionId(version).tagging(to -> to.tagSet(List.of())));
    Path bucket = data.resolve("s3/buckets").resolve(BUCKET);
    String file = "";
    for (String line : Files.readAllLines(bucket.resolve("journal"))) {
      JsonNode found = new ObjectMapper().readTree(line.substring(9)).path("version");
      if (found.path("key").asText().equals(KEY)
          && found.path("versionId").asText().equals(version)) {
        file = found.path("segments").path(0).path("file").asText();
      }
    }
    Files.writeString(bucket.resolve("content").resolve(file), "changed");
    assertThat(text(KEY, version)).isEqualTo("changed");
    restart();
    assertThat(text(KEY, version)).isEqualTo("changed");
  }

  private void assertInternalError(String version) {
    assertError(500, "InternalError", () -> bytes(version));
  }

  private static void assertError(int status, String code, ThrowingCallable call) {
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(call)
        .satisfies(
            error -> {
              assertThat(error.statusCode()).isEqualTo(status);
              assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
            });
  }

  private byte[] whole(String version) {
    return s3.getObjectAsBytes(it -> it.bucket(BUCKET).key(KEY).versionId(version)).asByteArray();
  }

  private String put(String key, String text) {
    return s3.putObject(
            it -> it.bucket(BUCKET).key(key).checksumAlgorithm(ChecksumAlgorithm.SHA256),
            RequestBody.fromString(text))
        .versionId();
  }

  private String putInParts() {
    String upload = s3.createMultipartUpload(it -> it.bucket(BUCKET).key(KEY)).uploadId();
    CompletedPart first = part(upload, 1, "a".repeat(PART));
    CompletedPart second = part(upload, 2, "bbb");
    return s3.completeMultipartUpload(
            it ->
                it.bucket(BUCKET)
                    .key(KEY)
                    .uploadId(upload)
                    .multipartUpload(all -> all.parts(first, second)))
        .versionId();
  }

  private CompletedPart part(String upload, int number, String body) {
    String eTag =
        s3.uploadPart(
                it -> it.bucket(BUCKET).key(KEY).uploadId(upload).partNumber(number),
                RequestBody.fromString(body))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(eTag).build();
  }

  private HeadObjectResponse head(String version) {
    return s3.headObject(
        it -> it.bucket(BUCKET).key(KEY).versionId(version).checksumMode(ChecksumMode.ENABLED));
  }

  /** Reads as a client that does not compare the checksum. */
  private byte[] bytes(String version) {
    return range(version, "bytes=0-");
  }

  private byte[] range(String version, String range) {
    return s3.getObjectAsBytes(it -> it.bucket(BUCKET).key(KEY).versionId(version).range(range))
        .asByteArray();
  }

  private String text(String key, String version) {
    return s3.getObjectAsBytes(
            it -> it.bucket(BUCKET).key(key).versionId(version).range("bytes=0-"))
        .asUtf8String();
  }
}
