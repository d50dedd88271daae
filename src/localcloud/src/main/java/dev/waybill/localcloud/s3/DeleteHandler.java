package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.DeleteResult;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.Versioning;
import dev.waybill.localcloud.wire.XmlReader;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Handler of DeleteObject and DeleteObjects. */
final class DeleteHandler {
  private static final int MAX_KEYS = 1000;

  /** Object of a batch. */
  private record Target(String key, @Nullable String versionId, @Nullable String eTag) {
    static Target of(XmlReader object) {
      String key = object.text("Key");
      if (key == null || key.isEmpty()) {
        throw new StoreException(S3ErrorCode.MALFORMED_XML);
      }
      return new Target(key, object.text("VersionId"), object.text("ETag"));
    }
  }

  void deleteOne(S3Call call) throws IOException {
    String versionId = call.query("versionId");
    DeleteResult deleted = delete(call, new Target(call.key(), versionId, call.header("if-match")));
    if (deleted.deleteMarker()) {
      call.respondHeader("x-amz-delete-marker", "true");
    }
    if (versionId != null || call.bucket().versioning() != Versioning.UNVERSIONED) {
      call.respondHeader("x-amz-version-id", deleted.versionId());
    }
    call.empty(204);
  }

  void deleteBatch(S3Call call) throws IOException {
    XmlReader request = call.xmlBody();
    List<Target> targets = request.children("Object").stream().map(Target::of).toList();
    if (targets.isEmpty() || targets.size() > MAX_KEYS) {
      throw new StoreException(S3ErrorCode.MALFORMED_XML);
    }
    boolean quiet = "true".equals(request.text("Quiet"));
    XmlWriter xml = XmlWriter.s3("DeleteResult");
    for (Target target : targets) {
      deleteInBatch(call, target, quiet, xml);
    }
    call.xml(200, xml);
  }

  private static void deleteInBatch(S3Call call, Target target, boolean quiet, XmlWriter xml) {
    try {
      for (String action : S3Actions.delete(call, target.versionId() != null)) {
        call.context().permissions().require(call, call.bucket(), action, target.key());
      }
      DeleteResult deleted = delete(call, target);
      call.batchDeletes().add(new BatchDeleteEntry(target.key(), target.versionId(), null));
      if (!quiet) {
        succeeded(xml, target, deleted);
      }
    } catch (StoreException failure) {
      call.batchDeletes().add(new BatchDeleteEntry(target.key(), target.versionId(), failure));
      failed(xml, target, failure);
    }
  }

  private static DeleteResult delete(S3Call call, Target target) {
    boolean bypass = "true".equalsIgnoreCase(call.header("x-amz-bypass-governance-retention"));
    return call.bucket()
        .delete(
            target.key(),
            target.versionId(),
            target.eTag(),
            bypass,
            call.cause("ObjectRemoved:Delete"));
  }

  private static void succeeded(XmlWriter xml, Target target, DeleteResult deleted) {
    xml.start("Deleted").element("Key", target.key());
    xml.element("VersionId", target.versionId());
    if (deleted.deleteMarker()) {
      xml.element("DeleteMarker", "true");
      xml.element("DeleteMarkerVersionId", deleted.versionId());
    }
    xml.end();
  }

  private static void failed(XmlWriter xml, Target target, StoreException failure) {
    xml.start("Error").element("Key", target.key());
    xml.element("VersionId", target.versionId());
    xml.element("Code", failure.code().code());
    xml.element("Message", failure.getMessage());
    xml.end();
  }
}
