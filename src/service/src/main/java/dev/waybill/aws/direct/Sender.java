package dev.waybill.aws.direct;

import dev.waybill.record.object.PercentEncoding;
import java.io.IOException;
import java.time.Clock;
import java.util.SortedMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Signs a request and sends it once. */
final class Sender {
  private final Transport transport;
  private final AwsCredentialsProvider credentials;
  private final Clock clock;
  private final SignatureV4 signature = new SignatureV4();

  Sender(Transport transport, AwsCredentialsProvider credentials, Clock clock) {
    this.transport = transport;
    this.credentials = credentials;
    this.clock = clock;
  }

  /**
   * Sends what is said of an object to where its bucket is.
   *
   * @param method in upper case
   * @throws IOException when no whole head of an answer came
   */
  DirectResponse send(String method, Endpoint endpoint, RequestFields fields, Payload payload)
      throws IOException {
    String path = endpoint.prefix() + "/" + PercentEncoding.path(fields.name().key());
    String query = DirectRequest.encoded(fields.query());
    return send(endpoint, new DirectRequest(method, path, query, fields.headers(), payload));
  }

  /**
   * Sends to the endpoint's root.
   *
   * @param headers by lower-case name; changed
   * @throws IOException when no whole head of an answer came
   */
  DirectResponse post(Endpoint endpoint, SortedMap<String, String> headers, Payload payload)
      throws IOException {
    return send(endpoint, new DirectRequest("POST", endpoint.prefix() + "/", "", headers, payload));
  }

  private DirectResponse send(Endpoint endpoint, DirectRequest request) throws IOException {
    request.headers().put("host", endpoint.host());
    SortedMap<String, String> signed =
        signature.signed(
            request, credentials.resolveCredentials(), endpoint.scope(), clock.instant());
    signed.put("user-agent", endpoint.userAgent());
    return transport.send(endpoint, request, signed);
  }
}
