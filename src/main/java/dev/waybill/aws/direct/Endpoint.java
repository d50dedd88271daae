package dev.waybill.aws.direct;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Where the objects of one bucket are, as the SDK's rules decided.
 *
 * @param host as in the {@code Host} header: with its port unless that is the protocol's own
 * @param prefix what comes before a key in the path; empty, or begins with a slash and ends without
 * @param region that requests are signed for
 * @param userAgent as the SDK tells it, which CloudTrail notes down
 */
record Endpoint(
    String protocol,
    String hostName,
    int port,
    String host,
    String prefix,
    String region,
    String userAgent) {
  private static final Pattern SCOPE =
      Pattern.compile(
          SignatureV4.ALGORITHM + " Credential=[^/]+/[0-9]{8}/([a-z0-9-]+)/s3/aws4_request,.*");

  /**
   * Learns from a request that the SDK has signed; empty when it was not signed for S3 in one
   * region, or its path is not what follows from the key.
   *
   * @param key percent-encoded
   */
  static Optional<Endpoint> of(SdkHttpRequest signed, String key) {
    String path = signed.encodedPath();
    Matcher scope = SCOPE.matcher(signed.firstMatchingHeader("Authorization").orElse(""));
    if (!scope.matches() || !path.endsWith("/" + key)) {
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
            scope.group(1),
            signed.firstMatchingHeader("User-Agent").orElse("waybill")));
  }

  private static boolean isUsual(SdkHttpRequest request) {
    return request.port() == (request.protocol().equals("https") ? 443 : 80);
  }
}
