package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.wire.Caller;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Gathers what an access log needs of a call. */
record AccessRecord(S3Call call, Request request, Instant begun) {
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

  S3Access ended(@Nullable String error) {
    Map<String, String> asked = new LinkedHashMap<>();
    ASKED.forEach(name -> put(asked, name, call.header(name)));
    put(asked, "Host", call.header("Host"));
    Map<String, String> answered = new LinkedHashMap<>();
    ANSWERED.forEach(name -> put(answered, name, call.responded(name)));
    Caller caller = call.caller();
    return new S3Access(
        call.operation(),
        call.bucketName(),
        call.key(),
        call.query("versionId"),
        asked,
        answered,
        caller == null ? "ANONYMOUS" : caller.accessKeyId(),
        caller == null ? "" : caller.authMethod(),
        call.status(),
        error,
        call.requestId(),
        call.bytesIn(),
        call.bytesOut(),
        call.sourceIp(),
        Objects.requireNonNullElse(request.getHeaders().get("User-Agent"), ""),
        begun);
  }

  private static void put(Map<String, String> into, String name, @Nullable String value) {
    if (value != null) {
      into.put(name, value);
    }
  }
}
