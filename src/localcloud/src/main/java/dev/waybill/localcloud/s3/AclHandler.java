package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import java.util.Set;

/** Handler of ACLs, which are read-only as in buckets with enforced ownership. */
final class AclHandler {
  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  /** Canned ACLs that grant access to the bucket owner only. */
  private static final Set<String> OWNER_ONLY = Set.of("private", "bucket-owner-full-control");

  private final String account;

  AclHandler(String account) {
    this.account = account;
  }

  /** Rejects a write that grants access to another account. */
  static void requireNoGrants(S3Call call) {
    String canned = call.header("x-amz-acl");
    boolean granted = canned != null && !OWNER_ONLY.contains(canned);
    if (granted || call.hasHeaders("x-amz-grant-")) {
      throw new StoreException(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
    }
  }

  void ofObject(S3Call call) throws IOException {
    ObjectLookup.existing(call);
    ofBucket(call);
  }

  void ofBucket(S3Call call) throws IOException {
    if (!call.method().equals("GET")) {
      throw new StoreException(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
    }
    XmlWriter xml = XmlWriter.s3("AccessControlPolicy");
    xml.start("Owner").element("ID", account).end();
    xml.start("AccessControlList").start("Grant");
    xml.start("Grantee", "xmlns:xsi=\"" + XSI + "\" xsi:type=\"CanonicalUser\"");
    xml.element("ID", account).end().element("Permission", "FULL_CONTROL");
    call.xml(200, xml);
  }
}
