package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.Versioning;
import dev.waybill.localcloud.wire.XmlReader;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A bucket's configurations: kept as they were put, and told with S3's own words when absent. */
final class BucketConfigHandler {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("versioning", "BucketVersioning"),
          Map.entry("encryption", "BucketEncryption"),
          Map.entry("policy", "BucketPolicy"),
          Map.entry("publicAccessBlock", "PublicAccessBlock"),
          Map.entry("ownershipControls", "BucketOwnershipControls"),
          Map.entry("notification", "BucketNotification"),
          Map.entry("object-lock", "ObjectLockConfiguration"),
          Map.entry("lifecycle", "BucketLifecycle"),
          Map.entry("tagging", "BucketTagging"),
          Map.entry("cors", "BucketCors"),
          Map.entry("logging", "BucketLogging"),
          Map.entry("replication", "BucketReplication"),
          Map.entry("website", "BucketWebsite"),
          Map.entry("accelerate", "AccelerateConfiguration"),
          Map.entry("requestPayment", "BucketRequestPayment"),
          Map.entry("acl", "BucketAcl"));
  private static final Map<String, S3ErrorCode> MISSING =
      Map.of(
          "policy", S3ErrorCode.NO_SUCH_BUCKET_POLICY,
          "publicAccessBlock", S3ErrorCode.NO_SUCH_PUBLIC_ACCESS_BLOCK,
          "ownershipControls", S3ErrorCode.OWNERSHIP_NOT_FOUND,
          "object-lock", S3ErrorCode.OBJECT_LOCK_NOT_FOUND,
          "lifecycle", S3ErrorCode.NO_SUCH_LIFECYCLE,
          "tagging", S3ErrorCode.NO_SUCH_TAG_SET,
          "cors", S3ErrorCode.NO_SUCH_CORS,
          "replication", S3ErrorCode.REPLICATION_NOT_FOUND,
          "website", S3ErrorCode.NO_SUCH_WEBSITE);

  /** S3 replaces the others, and has no call that takes them away. */
  private static final Set<String> REMOVABLE =
      Set.of(
          "policy",
          "publicAccessBlock",
          "ownershipControls",
          "encryption",
          "lifecycle",
          "tagging",
          "cors",
          "replication",
          "website");

  private static final Map<String, String> EMPTY =
      Map.of(
          "notification", "NotificationConfiguration",
          "logging", "BucketLoggingStatus",
          "accelerate", "AccelerateConfiguration");

  private final NotificationListener notifications;

  BucketConfigHandler(NotificationListener notifications) {
    this.notifications = notifications;
  }

  /** The configuration that a request is about; null when it is about none. */
  static @Nullable String asked(S3Call call) {
    return NAMES.keySet().stream().filter(call::asks).findFirst().orElse(null);
  }

  static String operation(String method, String what) {
    String verb = method.equals("PUT") ? "Put" : method.equals("DELETE") ? "Delete" : "Get";
    return verb + NAMES.getOrDefault(what, what);
  }

  void answer(S3Call call) throws IOException {
    String what = String.valueOf(asked(call));
    switch (call.method()) {
      case "PUT" -> put(call, what);
      case "DELETE" -> remove(call, what);
      case "GET" -> get(call, what);
      default -> throw new StoreException(S3ErrorCode.METHOD_NOT_ALLOWED);
    }
  }

  void policyStatus(S3Call call) throws IOException {
    BucketPolicies.status(call);
  }

  private static void remove(S3Call call, String what) {
    if (!REMOVABLE.contains(what)) {
      throw new StoreException(S3ErrorCode.METHOD_NOT_ALLOWED);
    }
    call.bucket().removeConfig(what);
    call.empty(204);
  }

  private void put(S3Call call, String what) throws IOException {
    byte[] document = call.document();
    String text = new String(document, StandardCharsets.UTF_8);
    if (!what.equals("policy")) {
      XmlReader.parse(document);
    }
    switch (what) {
      case "versioning" -> versioning(call, XmlReader.parse(document));
      case "object-lock" -> objectLock(call, text, XmlReader.parse(document));
      case "policy" -> {
        BucketPolicies.put(call, text);
      }
      case "notification" -> {
        String kept = notifications.configured(call.bucket().name(), text);
        call.bucket().putConfig(what, kept);
      }
      default ->
          call.bucket()
              .putConfig(what, WholeConfiguration.of(what, XmlReader.parse(document), text));
    }
    call.empty(what.equals("policy") ? 204 : 200);
  }

  private static void versioning(S3Call call, XmlReader document) {
    String status = String.valueOf(document.text("Status"));
    if (!List.of("Enabled", "Suspended").contains(status)) {
      throw new StoreException(S3ErrorCode.ILLEGAL_VERSIONING_CONFIGURATION);
    }
    call.bucket()
        .setVersioning(status.equals("Enabled") ? Versioning.ENABLED : Versioning.SUSPENDED);
  }

  private static void objectLock(S3Call call, String text, XmlReader document) {
    DefaultRetention.of(document);
    if (!"Enabled".equals(document.text("ObjectLockEnabled"))) {
      throw new StoreException(S3ErrorCode.MALFORMED_XML);
    }
    call.bucket().lockObjects(text);
  }

  private static void get(S3Call call, String what) throws IOException {
    Optional<String> kept = call.bucket().config(what);
    if (what.equals("versioning")) {
      call.xml(200, status(call.bucket().versioning()));
    } else if (kept.isPresent()) {
      String type = what.equals("policy") ? "application/json" : "application/xml";
      call.bytes(200, type, kept.get().getBytes(StandardCharsets.UTF_8));
    } else {
      absent(call, what);
    }
  }

  private static void absent(S3Call call, String what) throws IOException {
    if (what.equals("encryption")) {
      XmlWriter answer = XmlWriter.s3("ServerSideEncryptionConfiguration");
      answer.start("Rule").start("ApplyServerSideEncryptionByDefault");
      answer.element("SSEAlgorithm", "AES256").end().element("BucketKeyEnabled", "false");
      call.xml(200, answer);
    } else if (what.equals("object-lock") && call.bucket().objectLock()) {
      XmlWriter answer = XmlWriter.s3("ObjectLockConfiguration");
      call.xml(200, answer.element("ObjectLockEnabled", "Enabled"));
    } else if (MISSING.containsKey(what)) {
      throw new StoreException(MISSING.getOrDefault(what, S3ErrorCode.INTERNAL_ERROR));
    } else if (what.equals("requestPayment")) {
      XmlWriter answer = XmlWriter.s3("RequestPaymentConfiguration");
      call.xml(200, answer.element("Payer", "BucketOwner"));
    } else {
      call.xml(200, XmlWriter.s3(EMPTY.getOrDefault(what, "Configuration")));
    }
  }

  private static XmlWriter status(Versioning versioning) {
    XmlWriter answer = XmlWriter.s3("VersioningConfiguration");
    return switch (versioning) {
      case UNVERSIONED -> answer;
      case ENABLED -> answer.element("Status", "Enabled");
      case SUSPENDED -> answer.element("Status", "Suspended");
    };
  }
}
