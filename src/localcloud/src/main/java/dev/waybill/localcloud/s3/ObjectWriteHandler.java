package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.NewVersion;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import dev.waybill.localcloud.store.WriteCondition;
import java.io.IOException;

/** Handler of PutObject. */
final class ObjectWriteHandler {
  void put(S3Call call) throws IOException {
    ObjectDescription description = ObjectDescription.requested(call);
    WriteCondition condition = condition(call);
    ReceivedBody body = ReceivedBody.of(call, UploadChecksum.DEFAULT);
    StoredVersion version =
        store(call, description.of(call.key(), body), condition, "ObjectCreated:Put");
    VersionHeaders.written(call, version);
    call.empty(200);
  }

  /** Stores a version if the request's conditions hold; otherwise discards its content. */
  static StoredVersion store(
      S3Call call, NewVersion version, WriteCondition condition, String eventName) {
    return call.bucket().put(version, condition, call.cause(eventName));
  }

  /** Returns the conditions on the destination. */
  static WriteCondition condition(S3Call call) {
    String ifNoneMatch = call.header("if-none-match");
    if (ifNoneMatch != null && !ifNoneMatch.strip().equals("*")) {
      throw new StoreException(
          S3ErrorCode.NOT_IMPLEMENTED,
          "A header you provided implies functionality that is not implemented: If-None-Match of a"
              + " write is * or nothing");
    }
    return new WriteCondition(call.header("if-match"), ifNoneMatch);
  }
}
