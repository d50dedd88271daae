package dev.waybill.aws.direct;

import dev.waybill.record.object.PercentEncoding;
import java.io.IOException;
import java.time.Clock;
import java.util.SortedMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Sender that signs a request and sends it once. */
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
   * Sends a request for an object.
   *
   * @param method HTTP method in upper case
   * @param endpoint endpoint of the object's bucket
   * @throws IOException when the connection fails before the response headers are complete
   */
  DirectResponse send(String method, Endpoint endpoint, RequestFields fields, Payload payload)
      throws IOException {
    String path = endpoint.prefix() + "/" + PercentEncoding.path(fields.name().key());
    String query = DirectRequest.encode(fields.query());
    return send(endpoint, new DirectRequest(method, path, query, fields.headers(), payload));
  }

  /**
   * Sends a POST request to the root of an endpoint.
   *
   * @param headers header values by lower-case name; the host is added to the map
   * @throws IOException when the connection fails before the response headers are complete
   */
  DirectResponse post(Endpoint endpoint, SortedMap<String, String> headers, Payload payload)
      throws IOException {
    return send(endpoint, new DirectRequest("POST", endpoint.prefix() + "/", "", headers, payload));
  }

  private DirectResponse send(Endpoint endpoint, DirectRequest request) throws IOException {
    request.headers().put("host", endpoint.host());
    SortedMap<String, String> signed =
        signature.sign(
            request, credentials.resolveCredentials(), endpoint.scope(), clock.instant());
    signed.put("user-agent", endpoint.userAgent());
    return transport.send(endpoint, request, signed);
  }
}
