package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;

/** Buckets themselves. */
final class BucketHandler {
  private final ObjectStore store;
  private final String account;
  private final String region;

  BucketHandler(ObjectStore store, String account, String region) {
    this.store = store;
    this.account = account;
    this.region = region;
  }

  void create(S3Call call) {
    boolean lock = "true".equalsIgnoreCase(call.header("x-amz-bucket-object-lock-enabled"));
    store.createBucket(call.bucketName(), lock);
    call.respondHeader("Location", "/" + call.bucketName());
    call.empty(200);
  }

  void head(S3Call call) {
    call.respondHeader("x-amz-bucket-region", region);
    call.empty(200);
  }

  void delete(S3Call call) {
    store.deleteBucket(call.bucketName());
    call.empty(204);
  }

  void location(S3Call call) throws IOException {
    XmlWriter answer = XmlWriter.s3("LocationConstraint");
    if (!region.equals("us-east-1")) {
      answer.text(region);
    }
    call.xml(200, answer);
  }

  void list(S3Call call) throws IOException {
    XmlWriter answer = XmlWriter.s3("ListAllMyBucketsResult");
    answer.start("Owner").element("ID", account).end().start("Buckets");
    for (Bucket bucket : store.buckets()) {
      answer.start("Bucket").element("Name", bucket.name());
      answer.element("CreationDate", HttpDates.xml(bucket.created()));
      answer.element("BucketRegion", region).end();
    }
    call.xml(200, answer);
  }
}
