package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.WriteCause;
import dev.waybill.localcloud.wire.AwsChunkedStream;
import dev.waybill.localcloud.wire.Caller;
import dev.waybill.localcloud.wire.SigV4;
import dev.waybill.localcloud.wire.XmlReader;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** One request and its answer. */
final class S3Call {
  private static final int LARGEST_DOCUMENT = 2 * 1024 * 1024;

  private static final Set<String> SIGNING = Set.of("AWSAccessKeyId", "Signature", "x-id");

  private final Request request;
  private final S3Answer answer;
  private final String requestId;
  private final Map<String, String> query;
  private final S3Target target;
  private final List<Removal> removals = new ArrayList<>();
  private final RequestContext guards;
  private String operation;
  private @Nullable Caller caller;
  private @Nullable Bucket bucket;
  private @Nullable AwsChunkedStream chunked;

  S3Call(
      Request request, S3Answer answer, String requestId, S3Target target, RequestContext guards) {
    this.request = request;
    this.answer = answer;
    this.requestId = requestId;
    this.target = target;
    this.guards = guards;
    this.query = SigV4.query(request.getHttpURI().getQuery());
    this.operation = request.getMethod();
  }

  void signedBy(Caller by) {
    caller = by;
  }

  void in(Bucket found) {
    bucket = found;
  }

  void operation(String name) {
    operation = name;
  }

  /** Lets whoever wants to get in the way of the operation. */
  void intercept() {
    guards.interceptor().before(operation, target.bucket(), target.key());
  }

  String operation() {
    return operation;
  }

  String method() {
    return request.getMethod();
  }

  String requestId() {
    return requestId;
  }

  @Nullable Caller caller() {
    return caller;
  }

  String bucketName() {
    return target.bucket();
  }

  Bucket bucket() {
    if (bucket == null) {
      throw new StoreException(S3ErrorCode.NO_SUCH_BUCKET);
    }
    return bucket;
  }

  String key() {
    return target.key();
  }

  /** A query parameter, decoded; empty when it has no value, null when it is not there. */
  @Nullable String query(String name) {
    return query.get(name);
  }

  boolean asks(String name) {
    return query.containsKey(name);
  }

  @Nullable String header(String name) {
    List<String> values = request.getHeaders().getValuesList(name);
    return values.isEmpty() ? null : String.join(",", values);
  }

  RequestContext guards() {
    return guards;
  }

  /** Query parameters that may be told of: none that signs. */
  Map<String, String> asked() {
    Map<String, String> asked = new TreeMap<>(query);
    asked.keySet().removeIf(name -> SIGNING.contains(name) || name.startsWith("X-Amz-"));
    return asked;
  }

  /** The body without its chunks' framing. */
  InputStream body() {
    InputStream raw = Content.Source.asInputStream(request);
    String hash = String.valueOf(header("x-amz-content-sha256"));
    if (hash.startsWith("STREAMING-")) {
      chunked =
          AwsChunkedStream.of(
              raw, caller == null ? null : caller.chunks(), header("x-amz-decoded-content-length"));
      return chunked;
    }
    return hash.length() == 64 ? new HashedStream(raw, hash) : raw;
  }

  /** A trailer of the body, once it was read. */
  @Nullable String trailer(String name) {
    return chunked == null ? null : chunked.trailers().get(name);
  }

  @Nullable DeclaredChecksum declaredChecksum() {
    return DeclaredChecksum.of(this);
  }

  @Nullable String contentMd5() {
    return header("content-md5");
  }

  byte[] document() throws IOException {
    byte[] document = body().readNBytes(LARGEST_DOCUMENT + 1);
    if (document.length > LARGEST_DOCUMENT) {
      throw new StoreException(S3ErrorCode.ENTITY_TOO_LARGE);
    }
    DeclaredChecksum.requireDocument(this, document);
    return document;
  }

  XmlReader xmlBody() throws IOException {
    return XmlReader.parse(document());
  }

  /** User metadata by lower-case name without its prefix. */
  Map<String, String> metadata() {
    return UserMetadata.of(request.getHeaders());
  }

  WriteCause cause(String eventName) {
    String id = caller == null ? "ANONYMOUS" : caller.accessKeyId();
    return new WriteCause(eventName, "AWS:" + id, sourceIp(), requestId);
  }

  String sourceIp() {
    return Request.getRemoteAddr(request);
  }

  /** Whether a header is there whose name begins so, in lower case. */
  boolean hasHeaders(String prefix) {
    return request.getHeaders().stream()
        .anyMatch(field -> field.getName().toLowerCase(Locale.ROOT).startsWith(prefix));
  }

  long bytesIn() {
    return Request.getContentBytesRead(request);
  }

  /** What the call took away in one batch. */
  List<Removal> removals() {
    return removals;
  }

  S3Answer answer() {
    return answer;
  }

  /** Sets a header of the answer, in place of an earlier one; null sets none. */
  void respondHeader(String name, @Nullable String value) {
    answer.header(name, value);
  }

  void empty(int status) {
    answer.empty(status);
  }

  void xml(int status, XmlWriter document) throws IOException {
    bytes(status, "application/xml", document.bytes());
  }

  void bytes(int status, String type, byte[] body) throws IOException {
    respondHeader("Content-Type", type);
    answer.bytes(status, body);
  }

  /** An object's bytes as this operation gets to see them. */
  InputStream intercepted(InputStream bytes) {
    return guards.interceptor().body(operation, target.bucket(), target.key(), bytes);
  }

  /** Streams an object; a HEAD gets its headers only. */
  void stream(int status, long length, InputStream bytes) throws IOException {
    answer.stream(status, length, method().equals("HEAD") ? bytes : intercepted(bytes));
  }
}
