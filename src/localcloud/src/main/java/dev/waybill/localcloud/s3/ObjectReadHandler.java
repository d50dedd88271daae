package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.PartInfo;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Handler of GetObject and HeadObject. */
final class ObjectReadHandler {
  /** Response headers that a GET can override. */
  private static final List<String> OVERRIDABLE =
      List.of(
          "content-type",
          "content-language",
          "expires",
          "cache-control",
          "content-disposition",
          "content-encoding");

  void get(S3Call call) throws IOException {
    read(call, true);
  }

  void head(S3Call call) throws IOException {
    read(call, false);
  }

  private static void read(S3Call call, boolean withBody) throws IOException {
    StoredVersion version = ObjectLookup.existing(call);
    switch (ReadPreconditions.ofRead(call).evaluate(version)) {
      case FAILED -> throw new StoreException(S3ErrorCode.PRECONDITION_FAILED);
      case NOT_MODIFIED -> {
        VersionHeaders.validators(call, version);
        call.empty(304);
      }
      case HOLDS -> respond(call, version, withBody);
    }
  }

  private static void respond(S3Call call, StoredVersion version, boolean withBody)
      throws IOException {
    if (withBody) {
      ArchivedContent.requireReadable(version);
    }
    if (withBody || (requestsChecksum(call) && !version.checksums().isEmpty())) {
      // S3 states a checksum only to callers that may decrypt the object.
      call.context().requireKey(version.headers());
    }
    PartNumber part = PartNumber.requested(call);
    ByteRange range = part == null ? range(call, version, withBody) : part.range(version);
    VersionHeaders.description(call, version);
    override(call);
    checksums(call, version, part, range);
    if (part != null && !version.parts().isEmpty()) {
      call.respondHeader("x-amz-mp-parts-count", Integer.toString(version.parts().size()));
    }
    send(call, version, range, withBody);
  }

  private static void send(
      S3Call call, StoredVersion version, @Nullable ByteRange range, boolean withBody)
      throws IOException {
    if (range != null) {
      call.respondHeader("Content-Range", range.contentRange(version.size()));
    }
    int status = range == null ? 200 : 206;
    ByteRange sent = range == null ? new ByteRange(0, version.size()) : range;
    if (!withBody) {
      call.stream(status, sent.length(), InputStream.nullInputStream());
      return;
    }
    try (InputStream bytes = call.bucket().read(version, sent.offset(), sent.length())) {
      call.stream(status, sent.length(), bytes);
    }
  }

  private static @Nullable ByteRange range(S3Call call, StoredVersion version, boolean withBody) {
    String header = call.header("range");
    if (header == null) {
      return null;
    }
    long end = version.size();
    try {
      ByteRange range = ByteRange.requested(header, end);
      if (range != null && withBody) {
        end = call.bucket().storedEnd(version);
        requireWithin(range, end);
      }
      return range;
    } catch (StoreException outside) {
      call.respondHeader("Content-Range", "bytes */" + end);
      throw outside;
    }
  }

  /** To a range, content files that became shorter behind our back are a shorter object. */
  private static void requireWithin(ByteRange range, long end) {
    if (range.offset() >= end) {
      throw new StoreException(S3ErrorCode.INVALID_RANGE);
    }
  }

  private static boolean requestsChecksum(S3Call call) {
    return "ENABLED".equalsIgnoreCase(call.header("x-amz-checksum-mode"));
  }

  private static void override(S3Call call) {
    for (String name : OVERRIDABLE) {
      String value = call.query("response-" + name);
      if (value != null) {
        call.respondHeader(name, value);
      }
    }
  }

  /** Sends the checksum of the sent bytes: the part's own for a part, and none for a range. */
  private static void checksums(
      S3Call call, StoredVersion version, @Nullable PartNumber part, @Nullable ByteRange range) {
    if (!requestsChecksum(call)) {
      return;
    }
    PartInfo stored = part == null ? null : part.in(version);
    if (stored != null) {
      VersionHeaders.checksums(call, stored.checksums(), version.checksumType());
    } else if (part != null || range == null) {
      VersionHeaders.checksums(call, version.checksums(), version.checksumType());
    }
  }
}
