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

/** Signatures, held against the AWS SDK's signer. */
final class SigV4Test {
  private static final byte[] NOTHING = new byte[0];

  private final SigV4 signatures = new SigV4("test", Signer.CLOCK);

  @Property(tries = 500)
  void what_the_sdk_signs_is_accepted_whatever_the_key_the_query_and_the_metadata(
      @ForAll("keys") String key,
      @ForAll("queries") Map<String, String> query,
      @ForAll("headerValues") String value) {
    SdkHttpRequest.Builder request = Signer.put("/bucket/" + UriEncoding.path(key));
    query.forEach(request::putRawQueryParameter);
    SdkHttpRequest built = request.putHeader("x-amz-meta-note", value).build();
    Caller caller = signatures.verify(Signer.inHeader("test", built, NOTHING).request());
    assertThat(caller.accessKeyId()).isEqualTo("anyone");
    assertThat(caller.authMethod()).isEqualTo("AuthHeader");
    assertThat(caller.service()).isEqualTo("s3");
    SignedRequest presigned = Signer.presigned("test", built, Duration.ofHours(1)).request();
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
  void a_slash_that_the_sdk_escaped_is_the_slash_that_others_sign() {
    SdkHttpRequest escaped = Signer.put("/bucket/x/%2Fy").build();
    assertThat(signatures.verify(Signer.inHeader("test", escaped, NOTHING).request())).isNotNull();
    SignedRequest plain =
        Signer.inHeader("test", Signer.put("/bucket/x//y").build(), NOTHING).request();
    SignedRequest sent = new SignedRequest("PUT", "/bucket/x/%2Fy", null, plain.headers());
    assertThat(signatures.verify(sent)).isNotNull();
  }

  @Test
  void a_wrong_secret_is_refused_in_header_and_query() {
    SdkHttpRequest request = Signer.put("/bucket/key").build();
    refused(Signer.inHeader("guess", request, NOTHING), S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    Signer.Arrived presigned = Signer.presigned("guess", request, Duration.ofHours(1));
    refused(presigned, S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  @Test
  void what_was_signed_cannot_be_changed() {
    SdkHttpRequest request = Signer.put("/bucket/key").putHeader("x-amz-meta-a", "1").build();
    SignedRequest good = Signer.inHeader("test", request, NOTHING).request();
    SignedRequest other = new SignedRequest("DELETE", good.rawPath(), null, good.headers());
    refused(other, S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    refused(
        new SignedRequest("PUT", "/bucket/other", null, good.headers()),
        S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    refused(
        new SignedRequest("PUT", "/bucket/key", "acl", good.headers()),
        S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    refused(with(good, "x-amz-meta-a", "2"), S3ErrorCode.SIGNATURE_DOES_NOT_MATCH);
  }

  /** A presigned upload must not become a copy of an object its holder may not read. */
  @Test
  void amazon_headers_that_were_not_signed_are_refused() {
    SdkHttpRequest request = Signer.put("/bucket/key").build();
    SignedRequest presigned = Signer.presigned("test", request, Duration.ofHours(1)).request();
    refused(with(presigned, "x-amz-copy-source", "/other/secret"), S3ErrorCode.ACCESS_DENIED);
    SignedRequest signed = Signer.inHeader("test", request, NOTHING).request();
    refused(with(signed, "x-amz-copy-source", "/other/secret"), S3ErrorCode.ACCESS_DENIED);
  }

  @Test
  void nobody_is_refused_and_so_is_who_comes_late_or_early() {
    refused(new SignedRequest("GET", "/bucket/key", null, Map.of()), S3ErrorCode.ACCESS_DENIED);
    SdkHttpRequest request = Signer.put("/bucket/key").build();
    SignedRequest signed = Signer.inHeader("test", request, NOTHING).request();
    refusedAt(Duration.ofMinutes(16), signed, S3ErrorCode.REQUEST_TIME_TOO_SKEWED);
    refusedAt(Duration.ofMinutes(-16), signed, S3ErrorCode.REQUEST_TIME_TOO_SKEWED);
    SignedRequest presigned = Signer.presigned("test", request, Duration.ofMinutes(1)).request();
    refusedAt(Duration.ofSeconds(61), presigned, S3ErrorCode.ACCESS_DENIED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "604801", "9223372036854775807", "99999999999999999999", "soon", ""})
  void a_presigned_url_is_valid_for_a_week_at_most(String seconds) {
    SdkHttpRequest request = Signer.put("/bucket/key").build();
    SignedRequest good = Signer.presigned("test", request, Duration.ofHours(1)).request();
    String query = String.valueOf(good.rawQuery()).replace("Expires=3600", "Expires=" + seconds);
    refused(
        new SignedRequest("PUT", good.rawPath(), query, good.headers()),
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
  void a_header_that_is_no_signature_is_called_malformed(String authorization) {
    Map<String, List<String>> headers =
        Map.of("authorization", List.of(authorization), "x-amz-date", List.of("20261124T020304Z"));
    refused(
        new SignedRequest("GET", "/bucket/key", null, headers),
        S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
  }

  private static SignedRequest with(SignedRequest request, String name, String value) {
    Map<String, List<String>> headers = new HashMap<>(request.headers());
    headers.put(name, List.of(value));
    return new SignedRequest(request.method(), request.rawPath(), request.rawQuery(), headers);
  }

  private void refused(Signer.Arrived arrived, S3ErrorCode code) {
    refused(arrived.request(), code);
  }

  private void refused(SignedRequest request, S3ErrorCode code) {
    refused(signatures, request, code);
  }

  private static void refusedAt(Duration later, SignedRequest request, S3ErrorCode code) {
    refused(new SigV4("test", Clock.offset(Signer.CLOCK, later)), request, code);
  }

  private static void refused(SigV4 signatures, SignedRequest request, S3ErrorCode code) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> signatures.verify(request))
        .extracting(StoreException::code)
        .isEqualTo(code);
  }
}
