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

/** S3 request and its response. */
final class S3Call {
  private static final int MAX_DOCUMENT_BYTES = 2 * 1024 * 1024;

  private static final Set<String> SIGNING_PARAMETERS =
      Set.of("AWSAccessKeyId", "Signature", "x-id");

  private final Request request;
  private final S3Response response;
  private final String requestId;
  private final Map<String, String> query;
  private final S3Target target;
  private final List<BatchDeleteEntry> batchDeletes = new ArrayList<>();
  private final RequestContext context;
  private String operation;
  private @Nullable Caller caller;
  private @Nullable Bucket bucket;
  private @Nullable AwsChunkedStream chunked;

  S3Call(
      Request request,
      S3Response response,
      String requestId,
      S3Target target,
      RequestContext context) {
    this.request = request;
    this.response = response;
    this.requestId = requestId;
    this.target = target;
    this.context = context;
    this.query = SigV4.query(request.getHttpURI().getQuery());
    this.operation = request.getMethod();
  }

  void setCaller(Caller signer) {
    caller = signer;
  }

  void setBucket(Bucket found) {
    bucket = found;
  }

  void setOperation(String name) {
    operation = name;
  }

  /** Runs the interceptor of tests. */
  void intercept() {
    context.interceptor().before(operation, target.bucket(), target.key());
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

  /** Returns a decoded query parameter; empty when it has no value, null when it is absent. */
  @Nullable String query(String name) {
    return query.get(name);
  }

  boolean hasQuery(String name) {
    return query.containsKey(name);
  }

  @Nullable String header(String name) {
    List<String> values = request.getHeaders().getValuesList(name);
    return values.isEmpty() ? null : String.join(",", values);
  }

  RequestContext context() {
    return context;
  }

  /** Returns the query parameters without those that sign the request. */
  Map<String, String> unsignedQuery() {
    Map<String, String> parameters = new TreeMap<>(query);
    parameters
        .keySet()
        .removeIf(name -> SIGNING_PARAMETERS.contains(name) || name.startsWith("X-Amz-"));
    return parameters;
  }

  /** Returns the body without the framing of chunks. */
  InputStream body() {
    InputStream raw = new ClientBody(Content.Source.asInputStream(request));
    String hash = String.valueOf(header("x-amz-content-sha256"));
    if (hash.startsWith("STREAMING-")) {
      chunked =
          AwsChunkedStream.of(
              raw, caller == null ? null : caller.chunks(), header("x-amz-decoded-content-length"));
      return chunked;
    }
    return hash.length() == 64 ? new Sha256VerifyingStream(raw, hash) : raw;
  }

  /** Returns a trailer of the body; null before the body was read. */
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
    byte[] document = body().readNBytes(MAX_DOCUMENT_BYTES + 1);
    if (document.length > MAX_DOCUMENT_BYTES) {
      throw new StoreException(S3ErrorCode.ENTITY_TOO_LARGE);
    }
    DeclaredChecksum.requireDocument(this, document);
    return document;
  }

  XmlReader xmlBody() throws IOException {
    return XmlReader.parse(document());
  }

  /** Returns the user metadata by lower-case name without the prefix. */
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

  /** Returns true when a header name has this lower-case prefix. */
  boolean hasHeaders(String prefix) {
    return request.getHeaders().stream()
        .anyMatch(field -> field.getName().toLowerCase(Locale.ROOT).startsWith(prefix));
  }

  long bytesIn() {
    return Request.getContentBytesRead(request);
  }

  /** Returns the objects of a DeleteObjects call. */
  List<BatchDeleteEntry> batchDeletes() {
    return batchDeletes;
  }

  S3Response response() {
    return response;
  }

  /** Sets or replaces a response header; null has no effect. */
  void respondHeader(String name, @Nullable String value) {
    response.header(name, value);
  }

  void empty(int status) {
    response.empty(status);
  }

  void xml(int status, XmlWriter document) throws IOException {
    bytes(status, "application/xml", document.bytes());
  }

  void bytes(int status, String type, byte[] body) throws IOException {
    respondHeader("Content-Type", type);
    response.bytes(status, body);
  }

  /** Returns the bytes of an object as the interceptor changes them. */
  InputStream intercepted(InputStream bytes) {
    return context.interceptor().body(operation, target.bucket(), target.key(), bytes);
  }

  /** Streams an object; the response to a HEAD has headers only. */
  void stream(int status, long length, InputStream bytes) throws IOException {
    response.stream(status, length, method().equals("HEAD") ? bytes : intercepted(bytes));
  }
}
