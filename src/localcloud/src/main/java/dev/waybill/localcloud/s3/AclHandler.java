package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import java.util.Set;

/** ACLs, as S3 has them where ownership is enforced: told, not taken. */
final class AclHandler {
  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  /** Those that leave everything to the bucket's owner. */
  private static final Set<String> OWNERS = Set.of("private", "bucket-owner-full-control");

  private final String account;

  AclHandler(String account) {
    this.account = account;
  }

  /** Refuses a write that would give somebody else something. */
  static void refuseGrants(S3Call call) {
    String canned = call.header("x-amz-acl");
    boolean given = canned != null && !OWNERS.contains(canned);
    if (given || call.hasHeaders("x-amz-grant-")) {
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
    XmlWriter answer = XmlWriter.s3("AccessControlPolicy");
    answer.start("Owner").element("ID", account).end();
    answer.start("AccessControlList").start("Grant");
    answer.start("Grantee", "xmlns:xsi=\"" + XSI + "\" xsi:type=\"CanonicalUser\"");
    answer.element("ID", account).end().element("Permission", "FULL_CONTROL");
    call.xml(200, answer);
  }
}
