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

/** Handler of bucket configurations, which are stored as text. */
final class BucketConfigHandler {
  /** Names of the configurations, as in CloudTrail, by their sub-resource. */
  static final Map<String, String> NAMES =
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

  /** Configurations with a delete operation; the others can only be replaced. */
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

  /** Returns the configuration that a request addresses; null when it addresses none. */
  static @Nullable String requested(S3Call call) {
    return NAMES.keySet().stream().filter(call::hasQuery).findFirst().orElse(null);
  }

  static String operation(String method, String type) {
    String verb = method.equals("PUT") ? "Put" : method.equals("DELETE") ? "Delete" : "Get";
    return verb + NAMES.getOrDefault(type, type);
  }

  void handle(S3Call call) throws IOException {
    String type = String.valueOf(requested(call));
    switch (call.method()) {
      case "PUT" -> put(call, type);
      case "DELETE" -> remove(call, type);
      case "GET" -> get(call, type);
      default -> throw new StoreException(S3ErrorCode.METHOD_NOT_ALLOWED);
    }
  }

  void policyStatus(S3Call call) throws IOException {
    BucketPolicyHandler.status(call);
  }

  private static void remove(S3Call call, String type) {
    if (!REMOVABLE.contains(type)) {
      throw new StoreException(S3ErrorCode.METHOD_NOT_ALLOWED);
    }
    call.bucket().removeConfig(type);
    call.empty(204);
  }

  private void put(S3Call call, String type) throws IOException {
    byte[] document = call.document();
    String text = new String(document, StandardCharsets.UTF_8);
    if (!type.equals("policy")) {
      XmlReader.parse(document);
    }
    switch (type) {
      case "versioning" -> versioning(call, XmlReader.parse(document));
      case "object-lock" -> objectLock(call, text, XmlReader.parse(document));
      case "policy" -> {
        BucketPolicyHandler.put(call, text);
      }
      case "notification" -> {
        String stored = notifications.validate(call.bucket().name(), text);
        call.bucket().putConfig(type, stored);
      }
      default ->
          call.bucket()
              .putConfig(type, ConfigurationNormalizer.of(type, XmlReader.parse(document), text));
    }
    call.empty(type.equals("policy") ? 204 : 200);
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
    call.bucket().putObjectLock(text);
  }

  private static void get(S3Call call, String type) throws IOException {
    Optional<String> stored = call.bucket().config(type);
    if (type.equals("versioning")) {
      call.xml(200, status(call.bucket().versioning()));
    } else if (stored.isPresent()) {
      String contentType = type.equals("policy") ? "application/json" : "application/xml";
      call.bytes(200, contentType, stored.get().getBytes(StandardCharsets.UTF_8));
    } else {
      absent(call, type);
    }
  }

  private static void absent(S3Call call, String type) throws IOException {
    if (type.equals("encryption")) {
      XmlWriter xml = XmlWriter.s3("ServerSideEncryptionConfiguration");
      xml.start("Rule").start("ApplyServerSideEncryptionByDefault");
      xml.element("SSEAlgorithm", "AES256").end().element("BucketKeyEnabled", "false");
      call.xml(200, xml);
    } else if (type.equals("object-lock") && call.bucket().hasObjectLock()) {
      XmlWriter xml = XmlWriter.s3("ObjectLockConfiguration");
      call.xml(200, xml.element("ObjectLockEnabled", "Enabled"));
    } else if (MISSING.containsKey(type)) {
      throw new StoreException(MISSING.getOrDefault(type, S3ErrorCode.INTERNAL_ERROR));
    } else if (type.equals("requestPayment")) {
      XmlWriter xml = XmlWriter.s3("RequestPaymentConfiguration");
      call.xml(200, xml.element("Payer", "BucketOwner"));
    } else {
      call.xml(200, XmlWriter.s3(EMPTY.getOrDefault(type, "Configuration")));
    }
  }

  private static XmlWriter status(Versioning versioning) {
    XmlWriter xml = XmlWriter.s3("VersioningConfiguration");
    return switch (versioning) {
      case UNVERSIONED -> xml;
      case ENABLED -> xml.element("Status", "Enabled");
      case SUSPENDED -> xml.element("Status", "Suspended");
    };
  }
}
