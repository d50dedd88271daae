package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.NewVersion;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import dev.waybill.localcloud.store.WriteCondition;
import java.io.IOException;

/** PutObject. */
final class ObjectWrites {
  void put(S3Call call) throws IOException {
    ObjectDescription description = ObjectDescription.asked(call);
    WriteCondition condition = condition(call);
    ReceivedBody body = ReceivedBody.of(call, UploadChecksum.USUAL);
    StoredVersion version =
        store(call, description.of(call.key(), body), condition, "ObjectCreated:Put");
    VersionHeaders.written(call, version);
    call.empty(200);
  }

  /** Makes the version current if the request's conditions hold; otherwise nothing stays. */
  static StoredVersion store(
      S3Call call, NewVersion version, WriteCondition condition, String eventName) {
    return call.bucket().put(version, condition, call.cause(eventName));
  }

  /** What must be so at the destination. */
  static WriteCondition condition(S3Call call) {
    String absent = call.header("if-none-match");
    if (absent != null && !absent.strip().equals("*")) {
      throw new StoreException(
          S3ErrorCode.NOT_IMPLEMENTED,
          "A header you provided implies functionality that is not implemented: If-None-Match of a"
              + " write is * or nothing");
    }
    return new WriteCondition(call.header("if-match"), absent);
  }
}
