package dev.waybill.aws.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.aws.S3Failure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Direct S3 calls: sent directly, left to the SDK, or retried. */
final class DirectS3Test {
  private static final String COPIED =
      "<?xml version=\"1.0\"?><CopyObjectResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
          + "<LastModified>2026-11-27T08:00:00.000Z</LastModified><ETag>&quot;e&quot;</ETag>"
          + "<ChecksumSHA256>c2hh</ChecksumSHA256></CopyObjectResult>";

  private final RecordedHttp http = new RecordedHttp();
  private long nanos;
  private S3Client s3;

  @BeforeEach
  void aBucketIsKnown() {
    var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));
    DirectS3 direct =
        new DirectS3(http, credentials, S3Failure::isFinal, Clock.systemUTC(), () -> nanos);
    S3Client sdk =
        S3Client.builder()
            .endpointOverride(URI.create("http://localhost:4566"))
            .region(Region.EU_CENTRAL_1)
            .forcePathStyle(true)
            .credentialsProvider(credentials)
            .httpClient(http)
            .overrideConfiguration(with -> with.addExecutionInterceptor(direct.learning()))
            .build();
    s3 = direct.before(sdk);
    http.answer(200, Map.of(), "");
    s3.deleteObject(it -> it.bucket("raw").key("a/b"));
    assertThat(http.direct()).isEmpty();
  }

  @Test
  void aReadSaysAllThatTheSdkWould() throws Exception {
    Map<String, String> headers =
        Map.of(
            "ETag", "\"e\"",
            "x-amz-version-id", "v",
            "Last-Modified", "Fri, 27 Nov 2026 08:00:00 GMT",
            "Expires", "never",
            "x-amz-meta-Owner", "me",
            "x-amz-server-side-encryption", "aws:kms",
            "x-amz-server-side-encryption-bucket-key-enabled", "true",
            "x-amz-tagging-count", "2",
            "x-amz-object-lock-retain-until-date", "2027-01-01T00:00:00Z");
    http.answer(200, headers, "bytes").answer(200, headers, "bytes");
    GetObjectRequest request =
        GetObjectRequest.builder().bucket("raw").key("a/b").versionId("v").build();
    var direct = s3.getObject(request);
    var bySdk =
        s3.getObject(
            request.toBuilder()
                .overrideConfiguration(with -> with.putHeader("x-other", "1"))
                .build());
    assertThat(http.direct()).hasSize(1);
    assertThat(direct.readAllBytes()).isEqualTo("bytes".getBytes(StandardCharsets.UTF_8));
    GetObjectResponse response = direct.response();
    assertThat(response.equalsBySdkFields(bySdk.response())).as("%s", response).isTrue();
    assertThat(response.metadata()).isEqualTo(bySdk.response().metadata());
    assertThat(response.expiresString()).isEqualTo("never");
    assertThat(response.lastModified()).isEqualTo(Instant.parse("2026-11-27T08:00:00Z"));
  }

  /** Methods of other names take the same request and answer something else. */
  @Test
  void aReadIntoMemoryIsOneToo() {
    http.answer(200, Map.of(), "bytes");
    assertThat(s3.getObjectAsBytes(it -> it.bucket("raw").key("k")).asUtf8String())
        .isEqualTo("bytes");
    assertThat(http.direct()).hasSize(1);
  }

  @Test
  void theVersionIsAskedForWhereTheSdkAsks() {
    http.answer(200, Map.of(), "");
    s3.headObject(it -> it.bucket("raw").key("a b/ä+?").versionId("v+/="));
    RecordedHttp.Sent sent = http.direct().get(0);
    assertThat(sent.request().target()).isEqualTo("/raw/a%20b/%C3%A4%2B%3F?versionId=v%2B%2F%3D");
    assertThat(sent.headers().get("user-agent")).contains("aws-sdk-java");
    assertThat(sent.headers().get("host")).isEqualTo("localhost:4566");
    assertThat(sent.headers().get("authorization"))
        .startsWith("AWS4-HMAC-SHA256 Credential=id/")
        .contains("/eu-central-1/s3/aws4_request");
  }

  @Test
  void aRecordIsPutUnderItsConditions() {
    http.answer(200, Map.of("ETag", "\"e\"", "x-amz-version-id", "v"), "");
    var answer =
        s3.putObject(
            PutObjectRequest.builder()
                .bucket("raw")
                .key("r")
                .contentType("application/json")
                .ifNoneMatch("*")
                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                .objectLockMode(ObjectLockMode.COMPLIANCE)
                .objectLockRetainUntilDate(Instant.parse("2036-01-01T00:00:00Z"))
                .build(),
            RequestBody.fromString("{}"));
    assertThat(answer.versionId()).isEqualTo("v");
    assertThat(http.direct()).hasSize(1);
    assertThat(http.direct().get(0).headers())
        .containsEntry("if-none-match", "*")
        .containsEntry("content-type", "application/json")
        .containsEntry("x-amz-checksum-sha256", "RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=")
        .containsEntry("x-amz-object-lock-mode", "COMPLIANCE")
        .containsEntry("x-amz-object-lock-retain-until-date", "2036-01-01T00:00:00Z");
  }

  @Test
  void aCopyIsAnsweredWithItsChecksum() {
    http.answer(200, Map.of("x-amz-version-id", "v"), COPIED);
    CopyObjectResponse copy = copy();
    assertThat(copy.versionId()).isEqualTo("v");
    assertThat(copy.copyObjectResult().checksumSHA256()).isEqualTo("c2hh");
    assertThat(copy.copyObjectResult().eTag()).isEqualTo("\"e\"");
    assertThat(http.direct().get(0).headers())
        .containsEntry("x-amz-copy-source", "raw/a%20b?versionId=v%2B1");
  }

  @Test
  void anErrorInsideAGoodAnswerIsAskedAgainByTheSdk() {
    http.answer(200, Map.of(), error("InternalError")).answer(200, Map.of(), COPIED);
    assertThat(copy().copyObjectResult().checksumSHA256()).isEqualTo("c2hh");
    assertThat(http.all()).isEqualTo(3);
    assertThat(http.direct()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307, 400, 401, 405, 408, 429, 500, 503})
  void whatMayPassIsAskedAgainByTheSdk(int status) {
    http.answer(status, Map.of(), error("Whatever")).answer(204, Map.of(), "");
    s3.deleteObject(it -> it.bucket("raw").key("k").versionId("v"));
    assertThat(http.all()).isEqualTo(3);
    assertThat(http.direct()).hasSize(1);
  }

  /** The SDK corrects the clock that it signs with. */
  @ParameterizedTest
  @ValueSource(strings = {"RequestTimeTooSkewed", "SignatureDoesNotMatch", "ExpiredToken"})
  void whatIsWrongWithTheSignatureIsTheSdksToMend(String code) {
    http.answer(403, Map.of(), error(code)).answer(204, Map.of(), "");
    s3.deleteObject(it -> it.bucket("raw").key("k"));
    assertThat(http.direct()).hasSize(1);
    assertThat(http.all()).isEqualTo(3);
  }

  @Test
  void afterASurpriseTheSdkAsksAloneForAWhile() {
    http.answer(503, Map.of(), "");
    for (int i = 0; i < 3; i++) {
      http.answer(204, Map.of(), "");
    }
    s3.deleteObject(it -> it.bucket("raw").key("k"));
    s3.deleteObject(it -> it.bucket("raw").key("k"));
    assertThat(http.direct()).hasSize(1);
    nanos += 6_000_000_000L;
    s3.deleteObject(it -> it.bucket("raw").key("k"));
    assertThat(http.direct()).hasSize(2);
  }

  @Test
  void aRefusalIsTheOneThatTheSdkThrows() {
    http.answer(404, Map.of("x-amz-request-id", "r"), error("NoSuchKey"))
        .answer(404, Map.of(), error("NoSuchVersion"))
        .answer(412, Map.of(), error("PreconditionFailed"))
        .answer(409, Map.of(), error("ConditionalRequestConflict"))
        .answer(404, Map.of(), "")
        .answer(403, Map.of(), error("AccessDenied"));
    assertThatThrownBy(() -> s3.getObject(it -> it.bucket("raw").key("k")))
        .isInstanceOfSatisfying(
            NoSuchKeyException.class, it -> assertThat(it.requestId()).isEqualTo("r"));
    refused(404, "NoSuchVersion", () -> s3.getObject(it -> it.bucket("raw").key("k")));
    refused(412, "PreconditionFailed", this::copy);
    refused(409, "ConditionalRequestConflict", this::copy);
    refused(404, "", () -> s3.headObject(it -> it.bucket("raw").key("k")));
    refused(403, "AccessDenied", () -> s3.getObject(it -> it.bucket("raw").key("k")));
    assertThat(http.direct()).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a//b", "/a", "a/../b", "./a", "a/.", "..", "a/./b"})
  void aKeyThatMayBeRewrittenOnItsWayIsTheSdks(String key) {
    http.answer(204, Map.of(), "");
    s3.deleteObject(it -> it.bucket("raw").key(key));
    assertThat(http.direct()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"other", "raw--use1-az4--x-s3", "arn:aws:s3:eu-central-1:1:accesspoint/a"})
  void aBucketThatWasNotMetIsTheSdks(String bucket) {
    http.answer(204, Map.of(), "");
    try {
      s3.deleteObject(it -> it.bucket(bucket).key("k"));
    } catch (RuntimeException refusedByTheSdk) {
      // What it thinks of such a bucket is its own matter.
    }
    assertThat(http.direct()).isEmpty();
  }

  @Test
  void bytesThatAreNotThoseOfTheStoredCrcAreRefused() throws Exception {
    String crc = "yCcqiw=="; // of "bytes" it is another
    for (String name : new String[] {"x-amz-checksum-crc32", "x-amz-checksum-crc32c"}) {
      http.answer(200, Map.of(name, crc, "x-amz-checksum-type", "FULL_OBJECT"), "bytes");
      var stream = s3.getObject(checked());
      assertThatThrownBy(stream::readAllBytes)
          .isInstanceOf(SdkClientException.class)
          .hasMessageContaining("different checksum");
    }
    http.answer(200, Map.of("x-amz-checksum-crc32", "AAAAAA==-2"), "bytes");
    assertThat(s3.getObject(checked()).readAllBytes()).hasSize(5);
    assertThat(http.direct()).hasSize(3);
  }

  @Test
  void aChecksumThatOnlyTheSdkKnowsIsLeftToIt() throws Exception {
    String sha1 = "NwGn9z9+CwUgp3Dz2JVy8ZHSbCQ="; // of other bytes
    Map<String, String> headers = Map.of("x-amz-checksum-sha1", sha1);
    http.answer(200, headers, "bytes").answer(200, headers, "bytes");
    var stream = s3.getObject(checked());
    assertThatThrownBy(stream::readAllBytes).isInstanceOf(SdkClientException.class);
    assertThat(http.direct()).hasSize(1);
  }

  private static GetObjectRequest checked() {
    return GetObjectRequest.builder()
        .bucket("raw")
        .key("k")
        .checksumMode(ChecksumMode.ENABLED)
        .build();
  }

  private CopyObjectResponse copy() {
    return s3.copyObject(
        it ->
            it.sourceBucket("raw")
                .sourceKey("a b")
                .sourceVersionId("v+1")
                .destinationBucket("raw")
                .destinationKey("c"));
  }

  private void refused(
      int status, String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class,
            it -> {
              assertThat(it.statusCode()).isEqualTo(status);
              assertThat(it.awsErrorDetails().errorCode()).isEqualTo(code);
            });
  }

  private static String error(String code) {
    return "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>m</Message></Error>";
  }
}
