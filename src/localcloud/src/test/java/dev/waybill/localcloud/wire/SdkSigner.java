package dev.waybill.localcloud.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signer that creates requests with the signer of the AWS SDK. */
final class SdkSigner {
  static final Instant NOW = Instant.parse("2026-11-24T02:03:04Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private static final AwsV4HttpSigner SDK = AwsV4HttpSigner.create();

  /** Request as the server receives it. */
  static final class ReceivedRequest {
    private final SignedRequest request;
    private final byte[] body;

    private ReceivedRequest(SignedRequest request, byte[] body) {
      this.request = request;
      this.body = body;
    }

    SignedRequest request() {
      return request;
    }

    byte[] body() {
      return body.clone();
    }
  }

  private SdkSigner() {}

  static SdkHttpRequest.Builder put(String encodedPath) {
    return SdkHttpRequest.builder()
        .method(SdkHttpMethod.PUT)
        .protocol("http")
        .host("127.0.0.1")
        .port(4566)
        .encodedPath(encodedPath);
  }

  static ReceivedRequest inHeader(String secret, SdkHttpRequest request, byte[] body) {
    return sign(base(secret, request, body));
  }

  /** Presigns for https, because for http the SDK signs the hash of a body that is not sent yet. */
  static ReceivedRequest presigned(String secret, SdkHttpRequest request, Duration validity) {
    return sign(
        base(secret, request.toBuilder().protocol("https").build(), new byte[0])
            .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
            .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, validity)
            .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false));
  }

  static ReceivedRequest chunked(byte[] body, boolean signedChunks, boolean trailer) {
    SdkHttpRequest request =
        put("/bucket/key").putHeader("Content-Length", Integer.toString(body.length)).build();
    SdkHttpRequest secure = request.toBuilder().protocol("https").build();
    SignRequest.Builder<AwsCredentialsIdentity> signing =
        base("test", signedChunks ? request : secure, body)
            .putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true)
            .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, signedChunks);
    if (trailer) {
      signing.putProperty(AwsV4HttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32);
    }
    return sign(signing);
  }

  private static SignRequest.Builder<AwsCredentialsIdentity> base(
      String secret, SdkHttpRequest request, byte[] body) {
    return SignRequest.builder(AwsCredentialsIdentity.create("anyone", secret))
        .request(request)
        .payload(ContentStreamProvider.fromByteArray(body))
        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
        .putProperty(HttpSigner.SIGNING_CLOCK, CLOCK);
  }

  private static ReceivedRequest sign(SignRequest.Builder<AwsCredentialsIdentity> signing) {
    var signed = SDK.sign(signing.build());
    SdkHttpRequest request = signed.request();
    Map<String, List<String>> headers =
        request.headers().entrySet().stream()
            .collect(
                Collectors.toMap(it -> it.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    SignedRequest arrived =
        new SignedRequest(
            request.method().name(),
            request.encodedPath(),
            request.encodedQueryParameters().orElse(null),
            headers);
    return new ReceivedRequest(arrived, bytes(signed.payload().orElse(null)));
  }

  private static byte[] bytes(@Nullable ContentStreamProvider payload) {
    try (InputStream in =
        payload == null ? new ByteArrayInputStream(new byte[0]) : payload.newStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
