package dev.waybill.localcloud.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Tests of the verifier with requests that the AWS SDK has signed. */
final class SigV4Test {
  private static final byte[] EMPTY = new byte[0];

  private final SigV4 signatures = new SigV4("test", SdkSigner.CLOCK);

  @Property(tries = 500)
  void acceptsSdkSignaturesForAnyKeyQueryAndMetadata(
      @ForAll("keys") String key,
      @ForAll("queries") Map<String, String> query,
      @ForAll("headerValues") String value) {
    SdkHttpRequest.Builder request = SdkSigner.put("/bucket/" + UriEncoding.path(key));
    query.forEach(request::putRawQueryParameter);
    SdkHttpRequest built = request.putHeader("x-amz-meta-note", value).build();
    Caller caller = signatures.verify(SdkSigner.inHeader("test", built, EMPTY).request());
    assertThat(caller.accessKeyId()).isEqualTo("anyone");
    assertThat(caller.authMethod()).isEqualTo("AuthHeader");
    assertThat(caller.service()).isEqualTo("s3");
    SignedRequest presigned = SdkSigner.presigned("test", built, Duration.ofHours(1)).request();
    assertThat(signatures.verify(presigned).authMethod()).isEqualTo("QueryString");
  }

  @Provide
  Arbitrary<String> keys() {
    Arbitrary<String> any = Arbitraries.strings().excludeChars('\0').ofMinLength(1).ofMaxLength(40);
    Arbitrary<String> hostile =
        Arbitraries.of(
            "${sysenv.HOME}", "x//y", "../up", "a+b c", "100%", "/lead", "ü/€/😀", "a\nb");
    return Arbitraries.oneOf(any.filter(SigV4Test::isEncodable), hostile);
  }

  private static boolean isEncodable(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  @Provide
  Arbitrary<Map<String, String>> queries() {
    Arbitrary<String> names =
        Arbitraries.strings().withChars("ab-.1").ofMinLength(1).ofMaxLength(4);
    Arbitrary<String> values = Arbitraries.strings().ascii().ofMaxLength(8);
    return Arbitraries.maps(names, values).ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> headerValues() {
    return Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(20);
  }

  @Test
  void acceptsEscapedAndUnescapedSlashes() {
    SdkHttpRequest escaped = SdkSigner.put("/bucket/x/%2Fy").build();
    assertThat(signatures.verify(SdkSigner.inHeader("test", escaped, EMPTY).request())).isNotNull();
    SignedRequest plain =
        SdkSigner.inHeader("test", SdkSigner.put("/bucket/x//y").build(), EMPTY).request();
    SignedRequest sent = new SignedRequest("PUT", "/bucket/x/%2Fy", null, plain.headers());
    assertThat(signatures.verify(sent)).isNotNull();
  }

  @Test
  void rejectsAWrongSecretInHeaderAndQuery() {
    SdkHttpRequest request = SdkSigner.put("/bucket/key").build();
    assertRejected(
        SdkSigner.inHeader("guess", request, EMPTY), S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    SdkSigner.ReceivedRequest presigned =
        SdkSigner.presigned("guess", request, Duration.ofHours(1));
    assertRejected(presigned, S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  @Test
  void rejectsChangesOfSignedParts() {
    SdkHttpRequest request = SdkSigner.put("/bucket/key").putHeader("x-amz-meta-a", "1").build();
    SignedRequest valid = SdkSigner.inHeader("test", request, EMPTY).request();
    SignedRequest other = new SignedRequest("DELETE", valid.rawPath(), null, valid.headers());
    assertRejected(other, S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    assertRejected(
        new SignedRequest("PUT", "/bucket/other", null, valid.headers()),
        S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    assertRejected(
        new SignedRequest("PUT", "/bucket/key", "acl", valid.headers()),
        S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    assertRejected(with(valid, "x-amz-meta-a", "2"), S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  /** A presigned upload must not become a copy of an object that its holder cannot read. */
  @Test
  void rejectsUnsignedAmazonHeaders() {
    SdkHttpRequest request = SdkSigner.put("/bucket/key").build();
    SignedRequest presigned = SdkSigner.presigned("test", request, Duration.ofHours(1)).request();
    assertRejected(
        with(presigned, "x-amz-copy-source", "/other/secret"), S3ErrorCode.ACCESS_DENIED);
    SignedRequest signed = SdkSigner.inHeader("test", request, EMPTY).request();
    assertRejected(with(signed, "x-amz-copy-source", "/other/secret"), S3ErrorCode.ACCESS_DENIED);
  }

  @Test
  void rejectsUnsignedExpiredAndEarlyRequests() {
    assertRejected(
        new SignedRequest("GET", "/bucket/key", null, Map.of()), S3ErrorCode.ACCESS_DENIED);
    SdkHttpRequest request = SdkSigner.put("/bucket/key").build();
    SignedRequest signed = SdkSigner.inHeader("test", request, EMPTY).request();
    assertRejectedAt(Duration.ofMinutes(16), signed, S3ErrorCode.REQUEST_TIME_TOO_SKEWED);
    assertRejectedAt(Duration.ofMinutes(-16), signed, S3ErrorCode.REQUEST_TIME_TOO_SKEWED);
    SignedRequest presigned = SdkSigner.presigned("test", request, Duration.ofMinutes(1)).request();
    assertRejectedAt(Duration.ofSeconds(61), presigned, S3ErrorCode.ACCESS_DENIED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "604801", "9223372036854775807", "99999999999999999999", "soon", ""})
  void rejectsAPresignedUrlWithAnInvalidLifetime(String seconds) {
    SdkHttpRequest request = SdkSigner.put("/bucket/key").build();
    SignedRequest valid = SdkSigner.presigned("test", request, Duration.ofHours(1)).request();
    String query = String.valueOf(valid.rawQuery()).replace("Expires=3600", "Expires=" + seconds);
    assertRejected(
        new SignedRequest("PUT", valid.rawPath(), query, valid.headers()),
        S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic dGVzdDp0ZXN0",
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0",
        "AWS4-HMAC-SHA256 Credential=a/20261124/us-east-1/s3/aws4_request, Signature=0",
        "AWS4-HMAC-SHA256 Credential=a/20261124/us-east-1/s3/aws4_request, SignedHeaders=host"
      })
  void rejectsAMalformedAuthorizationHeader(String authorization) {
    Map<String, List<String>> headers =
        Map.of("authorization", List.of(authorization), "x-amz-date", List.of("20261124T020304Z"));
    assertRejected(
        new SignedRequest("GET", "/bucket/key", null, headers),
        S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
  }

  private static SignedRequest with(SignedRequest request, String name, String value) {
    Map<String, List<String>> headers = new HashMap<>(request.headers());
    headers.put(name, List.of(value));
    return new SignedRequest(request.method(), request.rawPath(), request.rawQuery(), headers);
  }

  private void assertRejected(SdkSigner.ReceivedRequest arrived, S3ErrorCode code) {
    assertRejected(arrived.request(), code);
  }

  private void assertRejected(SignedRequest request, S3ErrorCode code) {
    assertRejected(signatures, request, code);
  }

  private static void assertRejectedAt(Duration later, SignedRequest request, S3ErrorCode code) {
    assertRejected(new SigV4("test", Clock.offset(SdkSigner.CLOCK, later)), request, code);
  }

  private static void assertRejected(SigV4 signatures, SignedRequest request, S3ErrorCode code) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> signatures.verify(request))
        .extracting(StoreException::code)
        .isEqualTo(code);
  }
}
