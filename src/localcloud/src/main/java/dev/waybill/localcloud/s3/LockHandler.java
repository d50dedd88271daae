package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.Retention;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlReader;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Handler of the retention and the legal hold of an object. */
final class LockHandler {
  void retention(S3Call call) throws IOException {
    requireObjectLock(call);
    if (call.method().equals("PUT")) {
      XmlReader requested = call.xmlBody();
      Retention to = retention(requested.text("Mode"), requested.text("RetainUntilDate"));
      boolean bypass = "true".equalsIgnoreCase(call.header("x-amz-bypass-governance-retention"));
      call.bucket().setRetention(call.key(), call.query("versionId"), to, bypass);
      call.empty(200);
      return;
    }
    Retention retention = ObjectLookup.existing(call).retention();
    if (retention == null) {
      throw new StoreException(S3ErrorCode.NO_SUCH_OBJECT_LOCK);
    }
    XmlWriter xml = XmlWriter.s3("Retention").element("Mode", retention.mode().name());
    call.xml(200, xml.element("RetainUntilDate", HttpDates.xml(retention.until())));
  }

  /** Parses a retention. An empty document removes it; an incomplete one is an error. */
  private static @Nullable Retention retention(@Nullable String mode, @Nullable String until) {
    if (mode == null && until == null) {
      return null;
    }
    if (until == null) {
      throw new StoreException(S3ErrorCode.MALFORMED_XML);
    }
    return LockHeaders.retention(DefaultRetention.mode(mode).name(), until);
  }

  private static void requireObjectLock(S3Call call) {
    if (!call.bucket().hasObjectLock()) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST, "Bucket is missing Object Lock Configuration");
    }
  }

  void legalHold(S3Call call) throws IOException {
    requireObjectLock(call);
    if (call.method().equals("PUT")) {
      String status = call.xmlBody().text("Status");
      if (!"ON".equals(status) && !"OFF".equals(status)) {
        throw new StoreException(S3ErrorCode.MALFORMED_XML);
      }
      call.bucket().setLegalHold(call.key(), call.query("versionId"), "ON".equals(status));
      call.empty(200);
      return;
    }
    Boolean on = ObjectLookup.existing(call).legalHold();
    if (on == null) {
      throw new StoreException(S3ErrorCode.NO_SUCH_OBJECT_LOCK);
    }
    call.xml(200, XmlWriter.s3("LegalHold").element("Status", on ? "ON" : "OFF"));
  }
}
