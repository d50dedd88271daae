package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** Finds the operation that a method, a path and a sub-resource ask for. */
final class S3Routes {
  /** S3's limit on a key's UTF-8 bytes. */
  private static final int LONGEST_KEY = 1024;

  /** Were these overlooked, what is meant for them would befall the bucket or the object. */
  private static final List<String> NOT_KEPT =
      List.of(
          "abac",
          "analytics",
          "intelligent-tiering",
          "inventory",
          "metadataConfiguration",
          "metadataTable",
          "metrics",
          "policyStatus",
          "renameObject",
          "restore",
          "select",
          "session",
          "torrent");

  private final ObjectStore store;
  private final BucketHandler buckets;
  private final BucketConfigHandler configs;
  private final ListingHandler listings;
  private final ObjectReads reads = new ObjectReads();
  private final ObjectWrites writes = new ObjectWrites();
  private final CopyHandler copies;
  private final DeleteHandler deletes = new DeleteHandler();
  private final MultipartHandler multiparts = new MultipartHandler();
  private final PartHandler parts;
  private final CompletionHandler completions = new CompletionHandler();
  private final AttributesHandler attributes = new AttributesHandler();
  private final TaggingHandler tagging = new TaggingHandler();
  private final LockHandler locks = new LockHandler();

  S3Routes(
      ObjectStore store,
      String account,
      String region,
      NotificationListener notifications,
      Clock clock) {
    this.store = store;
    this.buckets = new BucketHandler(store, account, region);
    this.configs = new BucketConfigHandler(account, notifications);
    this.listings = new ListingHandler(account);
    this.copies = new CopyHandler(store);
    this.parts = new PartHandler(store, clock);
  }

  /** One operation. */
  @FunctionalInterface
  private interface Operation {
    void run(S3Call call) throws IOException;
  }

  void answer(S3Call call) throws IOException {
    if (NOT_KEPT.stream().anyMatch(call::asks)) {
      throw new StoreException(S3ErrorCode.NOT_IMPLEMENTED);
    }
    if (call.bucketName().isEmpty()) {
      run(call, "ListBuckets", buckets::list);
    } else if (call.key().isEmpty()) {
      bucket(call);
    } else {
      object(call);
    }
  }

  private static void run(S3Call call, String name, Operation operation) throws IOException {
    call.operation(name);
    operation.run(call);
  }

  private void bucket(S3Call call) throws IOException {
    String sub = BucketConfigHandler.asked(call);
    if (sub == null && call.method().equals("PUT")) {
      run(call, "CreateBucket", buckets::create);
      return;
    }
    call.in(store.bucket(call.bucketName()));
    if (sub != null) {
      run(call, BucketConfigHandler.operation(call.method(), sub), configs::answer);
      return;
    }
    switch (call.method()) {
      case "HEAD" -> run(call, "HeadBucket", buckets::head);
      case "DELETE" -> run(call, "DeleteBucket", buckets::delete);
      case "GET" -> list(call);
      case "POST" -> post(call);
      default -> throw new StoreException(S3ErrorCode.METHOD_NOT_ALLOWED);
    }
  }

  private void post(S3Call call) throws IOException {
    if (!call.asks("delete")) {
      throw new StoreException(S3ErrorCode.NOT_IMPLEMENTED);
    }
    run(call, "DeleteObjects", deletes::many);
  }

  private void list(S3Call call) throws IOException {
    if (call.asks("location")) {
      run(call, "GetBucketLocation", buckets::location);
    } else if (call.asks("uploads")) {
      run(call, "ListMultipartUploads", listings::uploads);
    } else if (call.asks("versions")) {
      run(call, "ListObjectVersions", listings::versions);
    } else {
      run(call, "ListObjects", listings::objects);
    }
  }

  private void object(S3Call call) throws IOException {
    if (call.key().getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      throw new StoreException(S3ErrorCode.KEY_TOO_LONG);
    }
    call.in(store.bucket(call.bucketName()));
    if (!sub(call)) {
      plain(call);
    }
  }

  /** Sub-resources of an object; false when none is asked for. */
  private boolean sub(S3Call call) throws IOException {
    String verb =
        switch (call.method()) {
          case "PUT" -> "Put";
          case "DELETE" -> "Delete";
          default -> "Get";
        };
    if (call.asks("tagging")) {
      run(call, verb + "ObjectTagging", tagging::answer);
    } else if (call.asks("retention")) {
      run(call, verb + "ObjectRetention", locks::retention);
    } else if (call.asks("legal-hold")) {
      run(call, verb + "ObjectLegalHold", locks::legalHold);
    } else if (call.asks("acl")) {
      run(call, verb + "ObjectAcl", configs::acl);
    } else if (call.asks("attributes")) {
      run(call, "GetObjectAttributes", attributes::get);
    } else if (call.asks("uploads")) {
      run(call, "CreateMultipartUpload", multiparts::create);
    } else if (call.asks("uploadId")) {
      upload(call);
    } else {
      return false;
    }
    return true;
  }

  private void upload(S3Call call) throws IOException {
    boolean copy = call.header("x-amz-copy-source") != null;
    switch (call.method()) {
      case "PUT" ->
          run(call, copy ? "UploadPartCopy" : "UploadPart", copy ? parts::copy : parts::upload);
      case "POST" -> run(call, "CompleteMultipartUpload", completions::complete);
      case "DELETE" -> run(call, "AbortMultipartUpload", multiparts::abort);
      default -> run(call, "ListParts", multiparts::listParts);
    }
  }

  private void plain(S3Call call) throws IOException {
    boolean copy = call.header("x-amz-copy-source") != null;
    switch (call.method()) {
      case "GET" -> run(call, "GetObject", reads::get);
      case "HEAD" -> run(call, "HeadObject", reads::head);
      case "DELETE" -> run(call, "DeleteObject", deletes::one);
      case "PUT" -> run(call, copy ? "CopyObject" : "PutObject", copy ? copies::copy : writes::put);
      default -> throw new StoreException(S3ErrorCode.METHOD_NOT_ALLOWED);
    }
  }
}
