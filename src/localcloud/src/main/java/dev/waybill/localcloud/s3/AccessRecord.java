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
 * Puts a call on record, once and before its answer ends. A call that claims an identity which its
 * signature does not prove is left out, as CloudTrail does; an anonymous one is not.
 */
final class AccessRecord {
  private static final List<String> ASKED =
      List.of(
          "x-amz-copy-source",
          "x-amz-server-side-encryption",
          "x-amz-server-side-encryption-aws-kms-key-id",
          "x-amz-server-side-encryption-customer-algorithm",
          "if-none-match",
          "if-match",
          "range",
          "x-amz-bypass-governance-retention");
  private static final List<String> ANSWERED =
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
  private final Instant begun;
  private @Nullable StoreException error;
  private boolean kept;

  AccessRecord(AccessLog log, S3Call call, Request request, Instant begun) {
    this.log = log;
    this.call = call;
    this.request = request;
    this.begun = begun;
  }

  /** The call is refused. */
  void refused(StoreException refusal) {
    error = refusal;
  }

  void keep() {
    if (kept) {
      return;
    }
    if (call.caller() != null || !SigV4.claims(call.header("authorization"), call::asks)) {
      log.record(whole());
      call.removals().forEach(removal -> log.record(of(removal)));
    }
    kept = true;
  }

  private S3Access whole() {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.putAll(call.asked());
    asked.remove("versionId");
    ASKED.forEach(name -> put(asked, name, call.header(name)));
    put(asked, "Host", call.header("Host"));
    Map<String, String> answered = new LinkedHashMap<>();
    ANSWERED.forEach(name -> put(answered, name, call.answer().header(name)));
    return access(
        call.operation(),
        call.key(),
        call.query("versionId"),
        asked,
        answered,
        error,
        call.bytesIn(),
        call.answer().length());
  }

  /** CloudTrail tells of each object of a batch besides. */
  private S3Access of(Removal removal) {
    return access(
        "DeleteObject",
        removal.key(),
        removal.versionId(),
        Map.of(),
        Map.of(),
        removal.refusal(),
        0,
        0);
  }

  private S3Access access(
      String operation,
      String key,
      @Nullable String versionId,
      Map<String, String> asked,
      Map<String, String> answered,
      @Nullable StoreException refusal,
      long bytesIn,
      long bytesOut) {
    Caller caller = call.caller();
    return new S3Access(
        operation,
        call.bucketName(),
        key,
        versionId,
        asked,
        answered,
        caller == null ? "ANONYMOUS" : caller.accessKeyId(),
        caller == null ? "" : caller.authMethod(),
        call.answer().status(),
        refusal == null ? null : refusal.code().code(),
        refusal == null ? null : refusal.getMessage(),
        call.requestId(),
        bytesIn,
        bytesOut,
        call.sourceIp(),
        Objects.requireNonNullElse(request.getHeaders().get("User-Agent"), ""),
        begun,
        source());
  }

  private S3Access.@Nullable Source source() {
    String header = call.header(CopySource.HEADER);
    try {
      CopySource.Named named = header == null ? null : CopySource.named(header);
      return named == null ? null : new S3Access.Source(named.bucket(), named.key());
    } catch (StoreException namesNone) {
      return null;
    }
  }

  private static void put(Map<String, String> into, String name, @Nullable String value) {
    if (value != null) {
      into.put(name, value);
    }
  }
}
