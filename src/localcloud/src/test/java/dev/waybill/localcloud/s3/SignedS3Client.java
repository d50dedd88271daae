package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.LocalCloud;
import dev.waybill.localcloud.LocalCloudOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Client that sends correctly signed requests that no SDK would send, with its local cloud. */
final class SignedS3Client implements AutoCloseable {
  private static final Set<String> HEADERS_OF_HTTP_CLIENT =
      new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    HEADERS_OF_HTTP_CLIENT.addAll(Set.of("Host", "Content-Length"));
  }

  private final LocalCloud cloud;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  SignedS3Client(Path data) throws IOException {
    // With this trail interval, recorded events stay in the pending files.
    this.cloud =
        LocalCloud.start(
            new LocalCloudOptions(
                data, 0, "000000000000", "us-east-1", Duration.ofHours(1), Duration.ofHours(1)));
  }

  /**
   * Sends a request.
   *
   * @param headers the names and values, alternating
   */
  HttpResponse<String> send(String method, String target, String body, String... headers)
      throws IOException, InterruptedException {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(method))
            .uri(URI.create(cloud.endpoint() + target));
    for (int i = 0; i < headers.length; i += 2) {
      request.putHeader(headers[i], headers[i + 1]);
    }
    return http.send(signed(request.build(), body), BodyHandlers.ofString());
  }

  /** Sends a request without a signature, or with the one in {@code headers}. */
  HttpResponse<String> unsigned(String method, String target, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(cloud.endpoint() + target))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  URI endpoint() {
    return cloud.endpoint();
  }

  int port() {
    return cloud.endpoint().getPort();
  }

  private HttpRequest signed(SdkHttpRequest request, String body) {
    var signed =
        signer.sign(
            signing ->
                signing
                    .identity(AwsCredentialsIdentity.create("anyone", "test"))
                    .request(request)
                    .payload(
                        ContentStreamProvider.fromByteArray(body.getBytes(StandardCharsets.UTF_8)))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false));
    HttpRequest.Builder built =
        HttpRequest.newBuilder(signed.request().getUri())
            .method(request.method().name(), BodyPublishers.ofString(body));
    signed
        .request()
        .forEachHeader(
            (name, values) -> {
              if (!HEADERS_OF_HTTP_CLIENT.contains(name)) {
                values.forEach(value -> built.header(name, value));
              }
            });
    return built.build();
  }

  @Override
  public void close() throws IOException {
    cloud.close();
  }
}
