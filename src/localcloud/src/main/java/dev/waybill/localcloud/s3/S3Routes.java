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

/** Routes from a request's method, path and sub-resource to its operation. */
final class S3Routes {
  /** Limit of S3 for the UTF-8 bytes of a key. */
  private static final int MAX_KEY_BYTES = 1024;

  private static final Pattern VERSION_ID = Pattern.compile("[A-Za-z0-9._-]{32}");

  /** Sub-resources without support; ignoring them would apply the call to the bucket or object. */
  private static final List<String> UNSUPPORTED =
      List.of(
          "abac",
          "analytics",
          "intelligent-tiering",
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
  private final UploadListingHandler uploads = new UploadListingHandler();
  private final InventoryHandler inventories = new InventoryHandler();
  private final AclHandler acls;
  private final ObjectReadHandler reads = new ObjectReadHandler();
  private final ObjectWriteHandler writes = new ObjectWriteHandler();
  private final CopyHandler copies;
  private final DeleteHandler deletes = new DeleteHandler();
  private final MultipartHandler multiparts = new MultipartHandler();
  private final PartHandler parts;
  private final CompletionHandler completions = new CompletionHandler();
  private final AttributesHandler attributes = new AttributesHandler();
  private final TaggingHandler tagging = new TaggingHandler();
  private final LockHandler locks = new LockHandler();
  private final ObjectEncryptionHandler encryption;

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
    this.encryption = new ObjectEncryptionHandler(account);
    this.parts = new PartHandler(store, clock);
  }

  /** Operation that handles a call. */
  @FunctionalInterface
  interface Operation {
    void run(S3Call call) throws IOException;
  }

  /**
   * Route of a request, which depends on its method, path, query and headers only.
   *
   * @param name the CloudTrail name of the operation
   * @param inBucket true when the bucket must exist
   * @param operation the handler of the operation
   */
  record Route(String name, boolean inBucket, Operation operation) {
    static Route rejected(S3Call call, S3ErrorCode code) {
      return new Route(
          call.method(),
          false,
          rejected -> {
            throw new StoreException(code);
          });
    }
  }

  Route of(S3Call call) {
    if (UNSUPPORTED.stream().anyMatch(call::hasQuery)) {
      return Route.rejected(call, S3ErrorCode.NOT_IMPLEMENTED);
    }
    if (call.bucketName().isEmpty()) {
      return new Route("ListBuckets", false, buckets::list);
    }
    return call.key().isEmpty() ? bucketRoute(call) : objectRoute(call);
  }

  void run(Route route, S3Call call) throws IOException {
    if (call.key().getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
      throw new StoreException(S3ErrorCode.KEY_TOO_LONG);
    }
    requireVersionId(call.query("versionId"));
    if (route.inBucket()) {
      call.setBucket(store.bucket(call.bucketName()));
      call.context().permissions().require(call);
    }
    call.intercept();
    route.operation().run(call);
  }

  /** Checks the format of a version id, which S3 also restricts. */
  private static void requireVersionId(@Nullable String id) {
    if (id != null && !id.equals("null") && !VERSION_ID.matcher(id).matches()) {
      throw new StoreException(S3ErrorCode.INVALID_ARGUMENT, "Invalid version id specified");
    }
  }

  private static Route in(String name, Operation operation) {
    return new Route(name, true, operation);
  }

  private Route bucketRoute(S3Call call) {
    String sub = BucketConfigHandler.requested(call);
    if (sub != null) {
      return in(
          BucketConfigHandler.operation(call.method(), sub),
          sub.equals("acl") ? acls::ofBucket : configs::handle);
    }
    if (call.hasQuery("inventory")) {
      return inventoryRoute(call);
    }
    return switch (call.method()) {
      case "PUT" -> new Route("CreateBucket", false, buckets::create);
      case "HEAD" -> in("HeadBucket", buckets::head);
      case "DELETE" -> in("DeleteBucket", buckets::delete);
      case "GET" -> listRoute(call);
      case "POST" ->
          call.hasQuery("delete")
              ? in("DeleteObjects", deletes::deleteBatch)
              : Route.rejected(call, S3ErrorCode.NOT_IMPLEMENTED);
      default -> Route.rejected(call, S3ErrorCode.METHOD_NOT_ALLOWED);
    };
  }

  private Route inventoryRoute(S3Call call) {
    return switch (call.method()) {
      case "PUT" -> in("PutBucketInventoryConfiguration", inventories::put);
      case "DELETE" -> in("DeleteBucketInventoryConfiguration", inventories::delete);
      case "GET" ->
          call.hasQuery("id")
              ? in("GetBucketInventoryConfiguration", inventories::get)
              : in("ListBucketInventoryConfigurations", inventories::list);
      default -> Route.rejected(call, S3ErrorCode.METHOD_NOT_ALLOWED);
    };
  }

  private Route listRoute(S3Call call) {
    if (call.hasQuery("policyStatus")) {
      return in("GetBucketPolicyStatus", configs::policyStatus);
    }
    if (call.hasQuery("location")) {
      return in("GetBucketLocation", buckets::location);
    }
    if (call.hasQuery("uploads")) {
      return in("ListMultipartUploads", uploads::list);
    }
    return call.hasQuery("versions")
        ? in("ListObjectVersions", listings::versions)
        : in("ListObjects", listings::objects);
  }

  private Route objectRoute(S3Call call) {
    Route sub = subResourceRoute(call);
    return sub == null ? plainRoute(call) : sub;
  }

  /** Returns the route of an object's sub-resource; null when the call addresses none. */
  private @Nullable Route subResourceRoute(S3Call call) {
    String verb =
        switch (call.method()) {
          case "PUT" -> "Put";
          case "DELETE" -> "Delete";
          default -> "Get";
        };
    if (call.hasQuery("tagging")) {
      return in(verb + "ObjectTagging", tagging::handle);
    }
    if (call.hasQuery("retention")) {
      return in(verb + "ObjectRetention", locks::retention);
    }
    if (call.hasQuery("legal-hold")) {
      return in(verb + "ObjectLegalHold", locks::legalHold);
    }
    if (call.hasQuery("acl")) {
      return in(verb + "ObjectAcl", acls::ofObject);
    }
    if (call.hasQuery("encryption")) {
      return call.method().equals("PUT")
          ? in("UpdateObjectEncryption", encryption::update)
          : Route.rejected(call, S3ErrorCode.METHOD_NOT_ALLOWED);
    }
    if (call.hasQuery("attributes")) {
      return in("GetObjectAttributes", attributes::get);
    }
    if (call.hasQuery("uploads")) {
      return in("CreateMultipartUpload", multiparts::create);
    }
    return call.hasQuery("uploadId") ? uploadRoute(call) : null;
  }

  private Route uploadRoute(S3Call call) {
    boolean copy = call.header(CopySource.HEADER) != null;
    return switch (call.method()) {
      case "PUT" -> copy ? in("UploadPartCopy", parts::copy) : in("UploadPart", parts::upload);
      case "POST" -> in("CompleteMultipartUpload", completions::complete);
      case "DELETE" -> in("AbortMultipartUpload", multiparts::abort);
      default -> in("ListParts", multiparts::listParts);
    };
  }

  private Route plainRoute(S3Call call) {
    boolean copy = call.header(CopySource.HEADER) != null;
    return switch (call.method()) {
      case "GET" -> in("GetObject", reads::get);
      case "HEAD" -> in("HeadObject", reads::head);
      case "DELETE" -> in("DeleteObject", deletes::deleteOne);
      case "PUT" -> copy ? in("CopyObject", copies::copy) : in("PutObject", writes::put);
      default -> Route.rejected(call, S3ErrorCode.METHOD_NOT_ALLOWED);
    };
  }
}
