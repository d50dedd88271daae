package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.Caller;
import dev.waybill.localcloud.wire.SigV4;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Log record of a call, written once and before the response ends. As in CloudTrail, calls with an
 * invalid signature are not recorded, and anonymous calls are.
 */
final class AccessRecord {
  private static final List<String> REQUEST_HEADERS =
      List.of(
          "x-amz-copy-source",
          "x-amz-server-side-encryption",
          "x-amz-server-side-encryption-aws-kms-key-id",
          "x-amz-server-side-encryption-customer-algorithm",
          "if-none-match",
          "if-match",
          "range",
          "x-amz-bypass-governance-retention");
  private static final List<String> RESPONSE_HEADERS =
      List.of(
          "x-amz-version-id",
          "x-amz-copy-source-version-id",
          "x-amz-delete-marker",
          "x-amz-server-side-encryption",
          "x-amz-server-side-encryption-aws-kms-key-id",
          "x-amz-server-side-encryption-bucket-key-enabled");

  private final AccessLog log;
  private final S3Call call;
  private final Request request;
  private final Instant started;
  private @Nullable StoreException error;
  private boolean written;

  AccessRecord(AccessLog log, S3Call call, Request request, Instant started) {
    this.log = log;
    this.call = call;
    this.request = request;
    this.started = started;
  }

  /** Sets the error that the call fails with. */
  void failed(StoreException failure) {
    error = failure;
  }

  void write() {
    if (written) {
      return;
    }
    if (call.caller() != null || !SigV4.isSigned(call.header("authorization"), call::hasQuery)) {
      log.record(ofCall());
      call.batchDeletes().forEach(entry -> log.record(of(entry)));
    }
    written = true;
  }

  private S3Access ofCall() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.putAll(call.unsignedQuery());
    parameters.remove("versionId");
    REQUEST_HEADERS.forEach(name -> put(parameters, name, call.header(name)));
    put(parameters, "Host", call.header("Host"));
    Map<String, String> elements = new LinkedHashMap<>();
    RESPONSE_HEADERS.forEach(name -> put(elements, name, call.response().header(name)));
    return access(
        call.operation(),
        call.key(),
        call.query("versionId"),
        parameters,
        elements,
        error,
        call.bytesIn(),
        call.response().length());
  }

  /** Describes one object of a batch, because CloudTrail also records every object of a batch. */
  private S3Access of(BatchDeleteEntry entry) {
    return access(
        "DeleteObject", entry.key(), entry.versionId(), Map.of(), Map.of(), entry.failure(), 0, 0);
  }

  private S3Access access(
      String operation,
      String key,
      @Nullable String versionId,
      Map<String, String> parameters,
      Map<String, String> elements,
      @Nullable StoreException failure,
      long bytesIn,
      long bytesOut) {
    Caller caller = call.caller();
    return new S3Access(
        operation,
        call.bucketName(),
        key,
        versionId,
        parameters,
        elements,
        caller == null ? "ANONYMOUS" : caller.accessKeyId(),
        caller == null ? "" : caller.authMethod(),
        call.response().status(),
        failure == null ? null : failure.code().code(),
        failure == null ? null : failure.getMessage(),
        call.requestId(),
        bytesIn,
        bytesOut,
        call.sourceIp(),
        Objects.requireNonNullElse(request.getHeaders().get("User-Agent"), ""),
        started,
        source());
  }

  private S3Access.@Nullable Source source() {
    String header = call.header(CopySource.HEADER);
    try {
      CopySource.Named named = header == null ? null : CopySource.parse(header);
      return named == null ? null : new S3Access.Source(named.bucket(), named.key());
    } catch (StoreException invalidHeader) {
      return null;
    }
  }

  private static void put(Map<String, String> into, String name, @Nullable String value) {
    if (value != null) {
      into.put(name, value);
    }
  }
}
