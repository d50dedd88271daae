package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.StoredVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Conditions of a read, with the precedence of RFC 9110, section 13.2.2: an entity tag overrides
 * the date.
 */
record ReadPreconditions(
    @Nullable String ifMatch,
    @Nullable String ifNoneMatch,
    @Nullable String ifModifiedSince,
    @Nullable String ifUnmodifiedSince) {

  /** Result of evaluating the conditions. */
  enum Verdict {
    HOLDS,
    NOT_MODIFIED,
    FAILED
  }

  /** Returns the conditions on the object that is read. */
  static ReadPreconditions ofRead(S3Call call) {
    return named(call, "");
  }

  /** Returns the conditions on the source of a copy. */
  static ReadPreconditions ofCopySource(S3Call call) {
    return named(call, "x-amz-copy-source-");
  }

  Verdict evaluate(StoredVersion version) {
    if (!unchanged(version)) {
      return Verdict.FAILED;
    }
    return changed(version) ? Verdict.HOLDS : Verdict.NOT_MODIFIED;
  }

  private static ReadPreconditions named(S3Call call, String prefix) {
    return new ReadPreconditions(
        call.header(prefix + "if-match"),
        call.header(prefix + "if-none-match"),
        call.header(prefix + "if-modified-since"),
        call.header(prefix + "if-unmodified-since"));
  }

  private boolean unchanged(StoredVersion version) {
    if (ifMatch != null) {
      return names(ifMatch, version.eTag());
    }
    Instant since = ifUnmodifiedSince == null ? null : HttpDates.parse(ifUnmodifiedSince);
    return since == null || !seconds(version).isAfter(since);
  }

  private boolean changed(StoredVersion version) {
    if (ifNoneMatch != null) {
      return !names(ifNoneMatch, version.eTag());
    }
    Instant since = ifModifiedSince == null ? null : HttpDates.parse(ifModifiedSince);
    return since == null || seconds(version).isAfter(since);
  }

  /** Truncates to seconds, as header dates have no milliseconds to compare with. */
  private static Instant seconds(StoredVersion version) {
    return version.lastModified().truncatedTo(ChronoUnit.SECONDS);
  }

  private static boolean names(String header, String eTag) {
    return Arrays.stream(header.split(",", -1))
        .map(String::strip)
        .anyMatch(each -> each.equals("*") || unquoted(each).equals(eTag));
  }

  private static String unquoted(String eTag) {
    String strong = eTag.startsWith("W/") ? eTag.substring(2) : eTag;
    return strong.replace("\"", "");
  }
}
