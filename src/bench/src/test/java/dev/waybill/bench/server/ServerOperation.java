package dev.waybill.bench.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/**
 * Operation of one call, as AWS would bill it. Calls of the benchmark itself, recognized by their
 * access key id, have no service.
 *
 * @param service service, such as {@code s3}
 * @param name operation, such as {@code GetObject}
 * @param bucket bucket; empty for other services
 * @param key key, or the prefix of a listing; empty when the call is about neither
 */
record ServerOperation(String service, String name, String bucket, String key) {
  private static final Set<String> MEASURED_SERVICES = Set.of("s3", "sqs");
  private static final String LOG_PREFIX = "log/";
  private static final String OBSERVER = "Credential=observer/";

  private static final Pattern PREFIX = Pattern.compile("(?:^|&)prefix=([^&]*)");

  private static final Pattern SCOPE =
      Pattern.compile("Credential=[^/]+/[^/]+/[^/]+/([a-z0-9-]+)/aws4_request");

  static ServerOperation of(Request request) {
    if (String.valueOf(request.getHeaders().get("Authorization")).contains(OBSERVER)) {
      return new ServerOperation("", "Observe", "", "");
    }
    String target = request.getHeaders().get("X-Amz-Target");
    if (target != null) {
      int dot = target.lastIndexOf('.');
      return new ServerOperation(service(request), target.substring(dot + 1), "", "");
    }
    String service = service(request);
    return service.equals("s3") ? ofS3(request) : new ServerOperation(service, "Query", "", "");
  }

  private static String service(Request request) {
    Matcher scope = SCOPE.matcher(String.valueOf(request.getHeaders().get("Authorization")));
    return scope.find() ? scope.group(1) : "s3";
  }

  private static ServerOperation ofS3(Request request) {
    String path = request.getHttpURI().getCanonicalPath();
    int slash = path.indexOf('/', 1);
    String bucket = slash < 0 ? path.substring(1) : path.substring(1, slash);
    String key = slash < 0 ? "" : path.substring(slash + 1);
    String query = String.valueOf(request.getHttpURI().getQuery());
    return key.isEmpty()
        ? new ServerOperation("s3", ofBucket(request, query), bucket, prefix(query))
        : new ServerOperation("s3", ofObject(request, query), bucket, key);
  }

  private static String prefix(String query) {
    Matcher prefix = PREFIX.matcher(query);
    return prefix.find() ? URLDecoder.decode(prefix.group(1), StandardCharsets.UTF_8) : "";
  }

  private static String ofBucket(Request request, String query) {
    if (request.getMethod().equals("POST")) {
      return "DeleteObjects";
    }
    boolean lists = query.contains("list-type=") || query.contains("prefix=");
    return request.getMethod().equals("GET") && lists ? "ListObjects" : "Bucket";
  }

  private static String ofObject(Request request, String query) {
    boolean copy = request.getHeaders().contains("x-amz-copy-source");
    boolean part = query.contains("partNumber=");
    return switch (request.getMethod()) {
      case "GET" -> query.contains("tagging") ? "GetObjectTagging" : "GetObject";
      case "HEAD" -> "HeadObject";
      case "DELETE" -> "DeleteObject";
      case "POST" ->
          query.contains("uploads") ? "CreateMultipartUpload" : "CompleteMultipartUpload";
      default -> copy ? part ? "UploadPartCopy" : "CopyObject" : part ? "UploadPart" : "PutObject";
    };
  }

  /** Returns true for S3 and SQS calls of consumers, which are delayed and counted. */
  boolean isMeasured() {
    return MEASURED_SERVICES.contains(service);
  }

  /** Returns true when the call is about the log of records. */
  boolean isOfLog() {
    return key.startsWith(LOG_PREFIX);
  }

  /** Returns the name of the operation in counters. Calls of the log are counted apart. */
  @Override
  public String toString() {
    return (isOfLog() ? "log." : "") + service + "." + name;
  }
}
