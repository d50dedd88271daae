package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Handler that creates, deletes and lists buckets. */
final class BucketHandler {
  private static final int MAX_BUCKETS = 10_000;

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
    String ownership =
        Objects.requireNonNullElse(call.header("x-amz-object-ownership"), "BucketOwnerEnforced");
    String controls = ConfigurationNormalizer.ownershipControls(ownership);
    Bucket bucket = store.createBucket(call.bucketName(), lock);
    bucket.putConfig("ownershipControls", controls);
    bucket.putConfig("publicAccessBlock", ConfigurationNormalizer.defaultPublicAccessBlock());
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
    XmlWriter xml = XmlWriter.s3("LocationConstraint");
    if (!region.equals("us-east-1")) {
      xml.text(region);
    }
    call.xml(200, xml);
  }

  void list(S3Call call) throws IOException {
    String prefix = Objects.requireNonNullElse(call.query("prefix"), "");
    String after = Objects.requireNonNullElse(call.query("continuation-token"), "");
    List<Bucket> rest =
        store.buckets().stream()
            .filter(bucket -> bucket.name().startsWith(prefix))
            .filter(bucket -> bucket.name().compareTo(after) > 0)
            .toList();
    List<Bucket> page = rest.stream().limit(maxBuckets(call.query("max-buckets"))).toList();
    XmlWriter xml = XmlWriter.s3("ListAllMyBucketsResult");
    xml.start("Owner").element("ID", account).end().start("Buckets");
    for (Bucket bucket : page) {
      xml.start("Bucket").element("Name", bucket.name());
      xml.element("CreationDate", HttpDates.xml(bucket.created()));
      xml.element("BucketRegion", region).end();
    }
    xml.end().element("Prefix", prefix.isEmpty() ? null : prefix);
    if (page.size() < rest.size()) {
      xml.element("ContinuationToken", page.get(page.size() - 1).name());
    }
    call.xml(200, xml);
  }

  private static int maxBuckets(@Nullable String text) {
    try {
      int max = text == null ? MAX_BUCKETS : Integer.parseInt(text);
      if (max >= 1 && max <= MAX_BUCKETS) {
        return max;
      }
    } catch (NumberFormatException notANumber) {
      // Rejected below, like a number out of bounds.
    }
    throw new StoreException(
        S3ErrorCode.INVALID_ARGUMENT, "max-buckets must be between 1 and " + MAX_BUCKETS);
  }
}
