package dev.waybill.aws.direct;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Endpoint of one bucket, resolved by the SDK's rules.
 *
 * @param protocol {@code http} or {@code https}
 * @param hostName host name or address without port
 * @param port TCP port
 * @param host value of the {@code Host} header, with the port unless it is the protocol's default
 * @param prefix path before the key: empty, or with a leading slash and without a trailing one
 * @param scope signature scope of requests
 * @param userAgent SDK's user agent, which CloudTrail records
 * @param owner account that must own the bucket, as the SDK's request stated it; null for any
 */
record Endpoint(
    String protocol,
    String hostName,
    int port,
    String host,
    String prefix,
    Scope scope,
    String userAgent,
    @Nullable String owner) {
  /** Header with the account that must own the bucket. */
  static final String OWNER = "x-amz-expected-bucket-owner";

  /** Header with the account that must own the source of a copy. */
  static final String SOURCE_OWNER = "x-amz-source-expected-bucket-owner";

  private static final Pattern SCOPE =
      Pattern.compile(
          SignatureV4.ALGORITHM + " Credential=[^/]+/[0-9]{8}/([a-z0-9-]+)/s3/aws4_request,.*");

  /**
   * Scope of a signature.
   *
   * @param region name of the AWS region
   * @param service name of the service in signatures
   */
  record Scope(String region, String service) {
    static final String S3 = "s3";
  }

  /**
   * Returns the endpoint of a request signed by the SDK. Returns empty when the request is not
   * signed for S3 in a single region, or its path does not end with the key.
   *
   * @param key percent-encoded key after the last slash of the prefix; may be empty
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
            .orElseGet(
                () -> hasDefaultPort(signed) ? signed.host() : signed.host() + ":" + signed.port());
    String prefix = path.substring(0, path.length() - key.length() - 1);
    return Optional.of(
        new Endpoint(
            signed.protocol(),
            signed.host(),
            signed.port(),
            host,
            prefix,
            new Scope(scope.group(1), Scope.S3),
            signed.firstMatchingHeader("User-Agent").orElse("waybill"),
            signed.firstMatchingHeader(OWNER).orElse(null)));
  }

  private static boolean hasDefaultPort(SdkHttpRequest request) {
    return request.port() == (request.protocol().equals("https") ? 443 : 80);
  }
}
