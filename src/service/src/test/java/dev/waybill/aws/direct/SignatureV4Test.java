package dev.waybill.aws.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.object.PercentEncoding;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** {@link SignatureV4} compared with the AWS SDK's signer. */
final class SignatureV4Test {
  private static final String REGION = "eu-central-1";
  private static final Endpoint.Scope SCOPE = new Endpoint.Scope(REGION, Endpoint.Scope.S3);

  private record KeyInput(String secret, String date, Endpoint.Scope scope) {
    byte[] key(SigningKeys keys) {
      return keys.key(secret, date, scope);
    }
  }

  private final SignatureV4 signature = new SignatureV4();

  @Property(tries = 300)
  void signsLikeSdk(
      @ForAll("methods") SdkHttpMethod method,
      @ForAll("keys") String key,
      @ForAll("queries") Map<String, String> query,
      @ForAll("headers") Map<String, String> headers,
      @ForAll byte[] body,
      @ForAll("credentials") AwsCredentials credentials,
      @ForAll("times") Instant at,
      @ForAll("services") String service) {
    SortedMap<String, String> all = new TreeMap<>(headers);
    all.put("host", "raw.s3.eu-central-1.amazonaws.com");
    DirectRequest request =
        new DirectRequest(
            method.name(),
            "/" + PercentEncoding.path(key),
            DirectRequest.encode(new TreeMap<>(query)),
            all,
            Payload.of(body));
    assertThat(signature.sign(request, credentials, new Endpoint.Scope(REGION, service), at))
        .containsAllEntriesOf(signBySdk(method, request, query, credentials, at, service));
  }

  /** The last key is cached and must not be used for another date, secret or scope. */
  @Example
  void derivesNewKeyForAnotherDaySecretRegionOrService() {
    SigningKeys keys = new SigningKeys();
    byte[] first = keys.key("secret", "20261127", SCOPE);
    assertThat(keys.key("secret", "20261127", SCOPE)).isEqualTo(first);
    List<KeyInput> inputs =
        List.of(
            new KeyInput("secret", "20261128", SCOPE),
            new KeyInput("other", "20261127", SCOPE),
            new KeyInput("secret", "20261127", new Endpoint.Scope("us-east-1", "s3")),
            new KeyInput("secret", "20261127", new Endpoint.Scope(REGION, "sqs")));
    for (KeyInput input : inputs) {
      assertThat(input.key(keys)).isEqualTo(input.key(new SigningKeys())).isNotEqualTo(first);
    }
  }

  private static Map<String, String> signBySdk(
      SdkHttpMethod method,
      DirectRequest request,
      Map<String, String> query,
      AwsCredentials credentials,
      Instant at,
      String service) {
    SdkHttpRequest.Builder http =
        SdkHttpRequest.builder()
            .method(method)
            .protocol("https")
            .host(request.headers().get("host"))
            .encodedPath(request.path());
    query.forEach(http::putRawQueryParameter);
    request.headers().forEach(http::putHeader);
    http.removeHeader("host");
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(credentials)
                        .request(http.build())
                        .payload(ContentStreamProvider.fromByteArray(request.payload().bytes()))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, REGION)
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
            .request();
    Map<String, String> headers = new TreeMap<>();
    signed.forEachHeader(
        (name, values) ->
            headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join(",", values)));
    return headers;
  }

  @Provide
  Arbitrary<SdkHttpMethod> methods() {
    return Arbitraries.of(
        SdkHttpMethod.GET, SdkHttpMethod.HEAD, SdkHttpMethod.PUT, SdkHttpMethod.DELETE);
  }

  @Provide
  Arbitrary<String> keys() {
    Arbitrary<String> segment =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .withChars(" +%&=?#$'()*!~;:@,\"<>[]{}|\\^`ä漢😀\n")
            .ofMinLength(1)
            .ofMaxLength(12);
    return segment.list().ofMinSize(1).ofMaxSize(4).map(parts -> String.join("/", parts));
  }

  @Provide
  Arbitrary<Map<String, String>> queries() {
    return Arbitraries.maps(
            Arbitraries.of("versionId", "partNumber", "response-content-type"),
            Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(20))
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<Map<String, String>> headers() {
    Arbitrary<String> values =
        Arbitraries.strings()
            .withCharRange('!', '~')
            .withChars(' ')
            .ofMaxLength(30)
            .filter(RequestFields::isPlain);
    return Arbitraries.maps(
            Arbitraries.of(
                "if-none-match",
                "content-type",
                "x-amz-copy-source",
                "x-amz-checksum-algorithm",
                "x-amz-meta-a"),
            values)
        .ofMaxSize(5);
  }

  @Provide
  Arbitrary<AwsCredentials> credentials() {
    return Arbitraries.of(
        AwsBasicCredentials.create("AKIAEXAMPLE", "secret/+="),
        AwsSessionCredentials.create("ASIAEXAMPLE", "other", "token/+=="));
  }

  @Provide
  Arbitrary<String> services() {
    return Arbitraries.of(Endpoint.Scope.S3, "sqs");
  }

  @Provide
  Arbitrary<Instant> times() {
    return Arbitraries.longs().between(1_577_836_800L, 4_102_444_800L).map(Instant::ofEpochSecond);
  }
}
