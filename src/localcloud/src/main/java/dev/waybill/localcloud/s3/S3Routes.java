package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the operation that a method, a path and a sub-resource ask for. */
final class S3Routes {
  /** S3's limit on a key's UTF-8 bytes. */
  private static final int LONGEST_KEY = 1024;

  private static final Pattern VERSION_ID = Pattern.compile("[A-Za-z0-9._-]{32}");

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
          "renameObject",
          "restore",
          "select",
          "session",
          "torrent");

  private final ObjectStore store;
  private final BucketHandler buckets;
  private final BucketConfigHandler configs;
  private final ListingHandler listings;
  private final UploadListing uploads = new UploadListing();
  private final AclHandler acls;
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
    this.configs = new BucketConfigHandler(notifications);
    this.acls = new AclHandler(account);
    this.listings = new ListingHandler(account);
    this.copies = new CopyHandler(store);
    this.parts = new PartHandler(store, clock);
  }

  /** One operation. */
  @FunctionalInterface
  interface Operation {
    void run(S3Call call) throws IOException;
  }

  /**
   * What a request asks for, decided by its outside alone.
   *
   * @param name as CloudTrail has it
   * @param inBucket whether the bucket must exist
   */
  record Route(String name, boolean inBucket, Operation operation) {
    static Route refused(S3Call call, S3ErrorCode code) {
      return new Route(
          call.method(),
          false,
          refused -> {
            throw new StoreException(code);
          });
    }
  }

  Route of(S3Call call) {
    if (NOT_KEPT.stream().anyMatch(call::asks)) {
      return Route.refused(call, S3ErrorCode.NOT_IMPLEMENTED);
    }
    if (call.bucketName().isEmpty()) {
      return new Route("ListBuckets", false, buckets::list);
    }
    return call.key().isEmpty() ? bucket(call) : object(call);
  }

  void run(Route route, S3Call call) throws IOException {
    if (call.key().getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      throw new StoreException(S3ErrorCode.KEY_TOO_LONG);
    }
    requireVersionId(call.query("versionId"));
    if (route.inBucket()) {
      call.in(store.bucket(call.bucketName()));
      call.guards().permissions().require(call);
    }
    call.intercept();
    route.operation().run(call);
  }

  /** S3's version ids are opaque, but not anything. */
  private static void requireVersionId(@Nullable String id) {
    if (id != null && !id.equals("null") && !VERSION_ID.matcher(id).matches()) {
      throw new StoreException(S3ErrorCode.INVALID_ARGUMENT, "Invalid version id specified");
    }
  }

  private static Route in(String name, Operation operation) {
    return new Route(name, true, operation);
  }

  private Route bucket(S3Call call) {
    String sub = BucketConfigHandler.asked(call);
    if (sub != null) {
      return in(
          BucketConfigHandler.operation(call.method(), sub),
          sub.equals("acl") ? acls::ofBucket : configs::answer);
    }
    return switch (call.method()) {
      case "PUT" -> new Route("CreateBucket", false, buckets::create);
      case "HEAD" -> in("HeadBucket", buckets::head);
      case "DELETE" -> in("DeleteBucket", buckets::delete);
      case "GET" -> list(call);
      case "POST" ->
          call.asks("delete")
              ? in("DeleteObjects", deletes::many)
              : Route.refused(call, S3ErrorCode.NOT_IMPLEMENTED);
      default -> Route.refused(call, S3ErrorCode.METHOD_NOT_ALLOWED);
    };
  }

  private Route list(S3Call call) {
    if (call.asks("policyStatus")) {
      return in("GetBucketPolicyStatus", configs::policyStatus);
    }
    if (call.asks("location")) {
      return in("GetBucketLocation", buckets::location);
    }
    if (call.asks("uploads")) {
      return in("ListMultipartUploads", uploads::list);
    }
    return call.asks("versions")
        ? in("ListObjectVersions", listings::versions)
        : in("ListObjects", listings::objects);
  }

  private Route object(S3Call call) {
    Route sub = sub(call);
    return sub == null ? plain(call) : sub;
  }

  /** Sub-resources of an object; null when none is asked for. */
  private @Nullable Route sub(S3Call call) {
    String verb =
        switch (call.method()) {
          case "PUT" -> "Put";
          case "DELETE" -> "Delete";
          default -> "Get";
        };
    if (call.asks("tagging")) {
      return in(verb + "ObjectTagging", tagging::answer);
    }
    if (call.asks("retention")) {
      return in(verb + "ObjectRetention", locks::retention);
    }
    if (call.asks("legal-hold")) {
      return in(verb + "ObjectLegalHold", locks::legalHold);
    }
    if (call.asks("acl")) {
      return in(verb + "ObjectAcl", acls::ofObject);
    }
    if (call.asks("attributes")) {
      return in("GetObjectAttributes", attributes::get);
    }
    if (call.asks("uploads")) {
      return in("CreateMultipartUpload", multiparts::create);
    }
    return call.asks("uploadId") ? upload(call) : null;
  }

  private Route upload(S3Call call) {
    boolean copy = call.header(CopySource.HEADER) != null;
    return switch (call.method()) {
      case "PUT" -> copy ? in("UploadPartCopy", parts::copy) : in("UploadPart", parts::upload);
      case "POST" -> in("CompleteMultipartUpload", completions::complete);
      case "DELETE" -> in("AbortMultipartUpload", multiparts::abort);
      default -> in("ListParts", multiparts::listParts);
    };
  }

  private Route plain(S3Call call) {
    boolean copy = call.header(CopySource.HEADER) != null;
    return switch (call.method()) {
      case "GET" -> in("GetObject", reads::get);
      case "HEAD" -> in("HeadObject", reads::head);
      case "DELETE" -> in("DeleteObject", deletes::one);
      case "PUT" -> copy ? in("CopyObject", copies::copy) : in("PutObject", writes::put);
      default -> Route.refused(call, S3ErrorCode.METHOD_NOT_ALLOWED);
    };
  }
}
