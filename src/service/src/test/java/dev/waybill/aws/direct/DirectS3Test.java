package dev.waybill.aws.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.aws.S3Failure;
import dev.waybill.digest.ChecksumMismatchException;
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

/** Direct S3 calls: sent directly, made by the SDK, or repeated by the SDK. */
final class DirectS3Test {
  private static final String COPY_RESULT =
      "<?xml version=\"1.0\"?><CopyObjectResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
          + "<LastModified>2026-11-27T08:00:00.000Z</LastModified><ETag>&quot;e&quot;</ETag>"
          + "<ChecksumSHA256>c2hh</ChecksumSHA256></CopyObjectResult>";

  private final ScriptedHttp http = new ScriptedHttp();
  private long nanos;
  private S3Client s3;

  @BeforeEach
  void learnBucketEndpoint() {
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
            .overrideConfiguration(
                with -> with.addExecutionInterceptor(direct.endpointInterceptor()))
            .build();
    s3 = direct.wrap(sdk);
    http.respond(200, Map.of(), "");
    s3.deleteObject(it -> it.bucket("raw").key("a/b"));
    assertThat(http.directRequests()).isEmpty();
  }

  @Test
  void readsSameResponseAsSdk() throws Exception {
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
    http.respond(200, headers, "bytes").respond(200, headers, "bytes");
    GetObjectRequest request =
        GetObjectRequest.builder().bucket("raw").key("a/b").versionId("v").build();
    var direct = s3.getObject(request);
    var bySdk =
        s3.getObject(
            request.toBuilder()
                .overrideConfiguration(with -> with.putHeader("x-other", "1"))
                .build());
    assertThat(http.directRequests()).hasSize(1);
    assertThat(direct.readAllBytes()).isEqualTo("bytes".getBytes(StandardCharsets.UTF_8));
    GetObjectResponse response = direct.response();
    assertThat(response.equalsBySdkFields(bySdk.response())).as("%s", response).isTrue();
    assertThat(response.metadata()).isEqualTo(bySdk.response().metadata());
    assertThat(response.expiresString()).isEqualTo("never");
    assertThat(response.lastModified()).isEqualTo(Instant.parse("2026-11-27T08:00:00Z"));
  }

  /** Client methods with another name take the same request and return another type. */
  @Test
  void sendsReadIntoMemoryDirectly() {
    http.respond(200, Map.of(), "bytes");
    assertThat(s3.getObjectAsBytes(it -> it.bucket("raw").key("k")).asUtf8String())
        .isEqualTo("bytes");
    assertThat(http.directRequests()).hasSize(1);
  }

  @Test
  void signsPercentEncodedKeyAndVersionForLearnedEndpoint() {
    http.respond(200, Map.of(), "");
    s3.headObject(it -> it.bucket("raw").key("a b/ä+?").versionId("v+/="));
    ScriptedHttp.DirectlySent sent = http.directRequests().get(0);
    assertThat(sent.request().target()).isEqualTo("/raw/a%20b/%C3%A4%2B%3F?versionId=v%2B%2F%3D");
    assertThat(sent.headers().get("user-agent")).contains("aws-sdk-java");
    assertThat(sent.headers().get("host")).isEqualTo("localhost:4566");
    assertThat(sent.headers().get("authorization"))
        .startsWith("AWS4-HMAC-SHA256 Credential=id/")
        .contains("/eu-central-1/s3/aws4_request");
  }

  @Test
  void statesOwnerThatRequestsOfTheSdkState() {
    http.respond(200, Map.of(), "").respond(200, Map.of(), "").respond(200, Map.of(), COPY_RESULT);
    s3.deleteObject(
        it ->
            it.bucket("owned")
                .key("a")
                .overrideConfiguration(
                    with -> with.putHeader("x-amz-expected-bucket-owner", "123456789012")));
    s3.headObject(it -> it.bucket("owned").key("a"));
    s3.copyObject(
        it ->
            it.sourceBucket("owned")
                .sourceKey("a")
                .sourceVersionId("v")
                .destinationBucket("raw")
                .destinationKey("b"));

    assertThat(http.directRequests()).hasSize(2);
    assertThat(http.directRequests().get(0).headers())
        .containsEntry("x-amz-expected-bucket-owner", "123456789012");
    assertThat(http.directRequests().get(1).headers())
        .containsEntry("x-amz-source-expected-bucket-owner", "123456789012")
        .doesNotContainKey("x-amz-expected-bucket-owner");
  }

  @Test
  void putsSmallBodyWithItsConditionsLockAndChecksum() {
    http.respond(200, Map.of("ETag", "\"e\"", "x-amz-version-id", "v"), "");
    var response =
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
    assertThat(response.versionId()).isEqualTo("v");
    assertThat(http.directRequests()).hasSize(1);
    assertThat(http.directRequests().get(0).headers())
        .containsEntry("if-none-match", "*")
        .containsEntry("content-type", "application/json")
        .containsEntry("x-amz-checksum-sha256", "RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=")
        .containsEntry("x-amz-object-lock-mode", "COMPLIANCE")
        .containsEntry("x-amz-object-lock-retain-until-date", "2036-01-01T00:00:00Z");
  }

  @Test
  void readsChecksumFromCopyResult() {
    http.respond(200, Map.of("x-amz-version-id", "v"), COPY_RESULT);
    CopyObjectResponse copy = copy();
    assertThat(copy.versionId()).isEqualTo("v");
    assertThat(copy.copyObjectResult().checksumSHA256()).isEqualTo("c2hh");
    assertThat(copy.copyObjectResult().eTag()).isEqualTo("\"e\"");
    assertThat(http.directRequests().get(0).headers())
        .containsEntry("x-amz-copy-source", "raw/a%20b?versionId=v%2B1");
  }

  @Test
  void repeatsCopyBySdkAfterErrorInSuccessfulResponse() {
    http.respond(200, Map.of(), error("InternalError")).respond(200, Map.of(), COPY_RESULT);
    assertThat(copy().copyObjectResult().checksumSHA256()).isEqualTo("c2hh");
    assertThat(http.requestCount()).isEqualTo(3);
    assertThat(http.directRequests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307, 400, 401, 405, 408, 429, 500, 503})
  void repeatsCallBySdkAfterRetryableStatus(int status) {
    http.respond(status, Map.of(), error("AnyCode")).respond(204, Map.of(), "");
    s3.deleteObject(it -> it.bucket("raw").key("k").versionId("v"));
    assertThat(http.requestCount()).isEqualTo(3);
    assertThat(http.directRequests()).hasSize(1);
  }

  /** The SDK corrects its signing clock after such an error. */
  @ParameterizedTest
  @ValueSource(strings = {"RequestTimeTooSkewed", "SignatureDoesNotMatch", "ExpiredToken"})
  void repeatsCallBySdkAfterSignatureError(String code) {
    http.respond(403, Map.of(), error(code)).respond(204, Map.of(), "");
    s3.deleteObject(it -> it.bucket("raw").key("k"));
    assertThat(http.directRequests()).hasSize(1);
    assertThat(http.requestCount()).isEqualTo(3);
  }

  @Test
  void sendsAllCallsBySdkForFiveSecondsAfterUnexpectedResponse() {
    http.respond(503, Map.of(), "");
    for (int i = 0; i < 3; i++) {
      http.respond(204, Map.of(), "");
    }
    s3.deleteObject(it -> it.bucket("raw").key("k"));
    s3.deleteObject(it -> it.bucket("raw").key("k"));
    assertThat(http.directRequests()).hasSize(1);
    nanos += 6_000_000_000L;
    s3.deleteObject(it -> it.bucket("raw").key("k"));
    assertThat(http.directRequests()).hasSize(2);
  }

  @Test
  void throwsFinalErrorLikeSdk() {
    http.respond(404, Map.of("x-amz-request-id", "r"), error("NoSuchKey"))
        .respond(404, Map.of(), error("NoSuchVersion"))
        .respond(412, Map.of(), error("PreconditionFailed"))
        .respond(409, Map.of(), error("ConditionalRequestConflict"))
        .respond(404, Map.of(), "")
        .respond(403, Map.of(), error("AccessDenied"));
    assertThatThrownBy(() -> s3.getObject(it -> it.bucket("raw").key("k")))
        .isInstanceOfSatisfying(
            NoSuchKeyException.class, it -> assertThat(it.requestId()).isEqualTo("r"));
    assertFailure(404, "NoSuchVersion", () -> s3.getObject(it -> it.bucket("raw").key("k")));
    assertFailure(412, "PreconditionFailed", this::copy);
    assertFailure(409, "ConditionalRequestConflict", this::copy);
    assertFailure(404, "", () -> s3.headObject(it -> it.bucket("raw").key("k")));
    assertFailure(403, "AccessDenied", () -> s3.getObject(it -> it.bucket("raw").key("k")));
    assertThat(http.directRequests()).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a//b", "/a", "a/../b", "./a", "a/.", "..", "a/./b"})
  void sendsKeyWithEmptyOrDotSegmentBySdk(String key) {
    http.respond(204, Map.of(), "");
    s3.deleteObject(it -> it.bucket("raw").key(key));
    assertThat(http.directRequests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"other", "raw--use1-az4--x-s3", "arn:aws:s3:eu-central-1:1:accesspoint/a"})
  void sendsCallToUnknownBucketBySdk(String bucket) {
    http.respond(204, Map.of(), "");
    try {
      s3.deleteObject(it -> it.bucket(bucket).key("k"));
    } catch (RuntimeException rejectedBySdk) {
      // The SDK may reject such a bucket; only the direct requests count here.
    }
    assertThat(http.directRequests()).isEmpty();
  }

  @Test
  void rejectsBytesThatDifferFromStoredCrc() throws Exception {
    String crc = "yCcqiw=="; // CRC of other bytes than "bytes"
    for (String name : new String[] {"x-amz-checksum-crc32", "x-amz-checksum-crc32c"}) {
      http.respond(200, Map.of(name, crc, "x-amz-checksum-type", "FULL_OBJECT"), "bytes");
      var stream = s3.getObject(requestWithChecksum());
      assertThatThrownBy(stream::readAllBytes)
          .isInstanceOf(ChecksumMismatchException.class)
          .hasMessageContaining("CRC stored by S3");
    }
    http.respond(200, Map.of("x-amz-checksum-crc32", "AAAAAA==-2"), "bytes");
    assertThat(s3.getObject(requestWithChecksum()).readAllBytes()).hasSize(5);
    assertThat(http.directRequests()).hasSize(3);
  }

  @Test
  void readsBySdkWhenStoredChecksumIsUnsupported() throws Exception {
    String sha1 = "NwGn9z9+CwUgp3Dz2JVy8ZHSbCQ="; // SHA-1 of other bytes
    Map<String, String> headers = Map.of("x-amz-checksum-sha1", sha1);
    http.respond(200, headers, "bytes").respond(200, headers, "bytes");
    var stream = s3.getObject(requestWithChecksum());
    assertThatThrownBy(stream::readAllBytes).isInstanceOf(SdkClientException.class);
    assertThat(http.directRequests()).hasSize(1);
  }

  private static GetObjectRequest requestWithChecksum() {
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

  private void assertFailure(
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
