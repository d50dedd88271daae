package dev.waybill.aws.direct;

import dev.waybill.model.PercentEncoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.SortedMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;

/** Signs a request and sends it once. */
final class Sender {
  private final SdkHttpClient http;
  private final AwsCredentialsProvider credentials;
  private final Clock clock;
  private final SignatureV4 signature = new SignatureV4();

  Sender(SdkHttpClient http, AwsCredentialsProvider credentials, Clock clock) {
    this.http = http;
    this.credentials = credentials;
    this.clock = clock;
  }

  /**
   * @throws IOException when no whole head of an answer came
   */
  Answer send(
      Operation operation, Endpoint endpoint, String key, RequestFields fields, Payload payload)
      throws IOException {
    SortedMap<String, String> headers = fields.headers();
    headers.put("host", endpoint.host());
    DirectRequest request =
        new DirectRequest(
            operation.method().name(),
            endpoint.prefix() + "/" + PercentEncoding.path(key),
            fields.query(),
            headers,
            payload);
    SortedMap<String, String> signed =
        signature.signed(
            request, credentials.resolveCredentials(), endpoint.region(), clock.instant());
    HttpExecuteRequest.Builder execute =
        HttpExecuteRequest.builder().request(http(operation, endpoint, request, signed));
    if (payload.bytes().length > 0) {
      execute.contentStreamProvider(() -> new ByteArrayInputStream(payload.bytes()));
    }
    return new Answer(http.prepareRequest(execute.build()).call());
  }

  private static SdkHttpFullRequest http(
      Operation operation,
      Endpoint endpoint,
      DirectRequest request,
      Map<String, String> headers) {
    SdkHttpFullRequest.Builder http =
        SdkHttpFullRequest.builder()
            .method(operation.method())
            .protocol(endpoint.protocol())
            .host(endpoint.hostName())
            .port(endpoint.port())
            .encodedPath(request.path());
    request.query().forEach(http::putRawQueryParameter);
    headers.forEach(http::putHeader);
    http.putHeader("user-agent", endpoint.userAgent());
    if (operation.method().name().equals("PUT")) {
      http.putHeader("content-length", Integer.toString(request.payload().bytes().length));
    }
    return http.build();
  }
}
