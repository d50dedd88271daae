package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.UriEncoding;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Target of a request. The bucket is the first segment of the path or, as some SDKs do by default,
 * the first label of the host name.
 *
 * @param bucket the bucket, or empty
 * @param key the key, or empty
 */
record S3Target(String bucket, String key) {
  private static final Set<String> HOSTS =
      Set.of("", "127.0.0.1", "localhost", "[::1]", "s3.localhost");
  private static final String LOCAL = ".localhost";
  private static final String SERVICE = ".s3";

  /** Target of a request that cannot be parsed. */
  static final S3Target NONE = new S3Target("", "");

  /**
   * Parses the target.
   *
   * @throws StoreException InvalidRequest for an unknown host, InvalidArgument for an invalid
   *     escape
   */
  static S3Target of(Request request) {
    String path = request.getHttpURI().getPath();
    String rest = path == null || path.isEmpty() ? "" : path.substring(1);
    String bucket = bucketOfHost(request.getHeaders().get(HttpHeader.HOST));
    if (bucket != null) {
      return new S3Target(bucket, UriEncoding.decode(rest));
    }
    int slash = rest.indexOf('/');
    return new S3Target(
        UriEncoding.decode(slash < 0 ? rest : rest.substring(0, slash)),
        slash < 0 ? "" : UriEncoding.decode(rest.substring(slash + 1)));
  }

  /** Returns the bucket in the host name; null when the path has the bucket. */
  private static @Nullable String bucketOfHost(@Nullable String header) {
    String host = withoutPort(header == null ? "" : header.strip()).toLowerCase(Locale.ROOT);
    if (HOSTS.contains(host)) {
      return null;
    }
    if (!host.endsWith(LOCAL)) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST,
          "The host "
              + host
              + " is not served here: use 127.0.0.1 or localhost with the bucket in the path, or"
              + " <bucket>.localhost");
    }
    String bucket = host.substring(0, host.length() - LOCAL.length());
    return bucket.endsWith(SERVICE)
        ? bucket.substring(0, bucket.length() - SERVICE.length())
        : bucket;
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
  }
}
