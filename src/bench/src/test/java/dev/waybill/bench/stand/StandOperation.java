package dev.waybill.bench.stand;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/**
 * One call, as AWS would bill it. Those of whoever watches the benchmark, known by the access key
 * id, are nobody's.
 *
 * @param service such as {@code s3}
 * @param name such as {@code GetObject}
 * @param bucket empty for other services
 * @param key empty when the call is about no object
 */
record StandOperation(String service, String name, String bucket, String key) {
  private static final Set<String> CHAIN = Set.of("s3", "sqs");
  private static final String WATCHER = "Credential=watcher/";

  private static final Pattern SCOPE =
      Pattern.compile("Credential=[^/]+/[^/]+/[^/]+/([a-z0-9-]+)/aws4_request");

  static StandOperation of(Request request) {
    if (String.valueOf(request.getHeaders().get("Authorization")).contains(WATCHER)) {
      return new StandOperation("", "Watch", "", "");
    }
    String target = request.getHeaders().get("X-Amz-Target");
    if (target != null) {
      int dot = target.lastIndexOf('.');
      return new StandOperation(service(request), target.substring(dot + 1), "", "");
    }
    String service = service(request);
    return service.equals("s3") ? ofS3(request) : new StandOperation(service, "Query", "", "");
  }

  private static String service(Request request) {
    Matcher scope = SCOPE.matcher(String.valueOf(request.getHeaders().get("Authorization")));
    return scope.find() ? scope.group(1) : "s3";
  }

  private static StandOperation ofS3(Request request) {
    String path = request.getHttpURI().getCanonicalPath();
    int slash = path.indexOf('/', 1);
    String bucket = slash < 0 ? path.substring(1) : path.substring(1, slash);
    String key = slash < 0 ? "" : path.substring(slash + 1);
    String query = String.valueOf(request.getHttpURI().getQuery());
    String name = key.isEmpty() ? ofBucket(request, query) : ofObject(request, query);
    return new StandOperation("s3", name, bucket, key);
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

  /** Returns true when the call belongs to an object's way: such calls are delayed and counted. */
  boolean isOfTheChain() {
    return CHAIN.contains(service);
  }

  @Override
  public String toString() {
    return service + "." + name;
  }
}
