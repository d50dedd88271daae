package dev.waybill.aws.direct;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Endpoint of one bucket or queue, resolved by the SDK's rules.
 *
 * @param host as in the {@code Host} header: with its port unless that is the protocol's own
 * @param prefix what comes before a key in the path; empty, or begins with a slash and ends without
 * @param scope that requests are signed for
 * @param userAgent as the SDK tells it, which CloudTrail notes down
 */
record Endpoint(
    String protocol,
    String hostName,
    int port,
    String host,
    String prefix,
    Scope scope,
    String userAgent) {
  private static final Pattern SCOPE =
      Pattern.compile(
          SignatureV4.ALGORITHM
              + " Credential=[^/]+/[0-9]{8}/([a-z0-9-]+)/(s3|sqs)/aws4_request,.*");

  /**
   * Scope of a signature.
   *
   * @param service as it is named in signatures
   */
  record Scope(String region, String service) {
    static final String S3 = "s3";
    static final String SQS = "sqs";
  }

  /**
   * Learns from a request that the SDK has signed; empty when it was not signed for the service in
   * one region, or its path is not what follows from the key.
   *
   * @param service one of the scopes that there are
   * @param key percent-encoded, what the path ends with after a slash; may be empty
   */
  static Optional<Endpoint> of(SdkHttpRequest signed, String service, String key) {
    String path = signed.encodedPath();
    Matcher scope = SCOPE.matcher(signed.firstMatchingHeader("Authorization").orElse(""));
    if (!scope.matches() || !scope.group(2).equals(service) || !path.endsWith("/" + key)) {
      return Optional.empty();
    }
    String host =
        signed
            .firstMatchingHeader("Host")
            .orElseGet(() -> isUsual(signed) ? signed.host() : signed.host() + ":" + signed.port());
    String prefix = path.substring(0, path.length() - key.length() - 1);
    return Optional.of(
        new Endpoint(
            signed.protocol(),
            signed.host(),
            signed.port(),
            host,
            prefix,
            new Scope(scope.group(1), service),
            signed.firstMatchingHeader("User-Agent").orElse("waybill")));
  }

  private static boolean isUsual(SdkHttpRequest request) {
    return request.port() == (request.protocol().equals("https") ? 443 : 80);
  }
}
