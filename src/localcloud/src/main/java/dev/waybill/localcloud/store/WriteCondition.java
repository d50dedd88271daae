package dev.waybill.localcloud.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Condition that the current version must meet before a write (RFC 9110, section 13).
 *
 * @param ifMatch the raw If-Match header: eTags, quoted or not, or {@code *}; null when absent
 * @param ifNoneMatch the raw If-None-Match header; null when absent
 */
public record WriteCondition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
  /** Condition that every version meets. */
  public static final WriteCondition NONE = new WriteCondition(null, null);

  void require(@Nullable StoredVersion current) {
    boolean exists = current != null && !current.deleteMarker();
    if (ifMatch != null) {
      if (current == null || current.deleteMarker()) {
        throw new StoreException(S3ErrorCode.NO_SUCH_KEY);
      }
      if (!names(ifMatch, current.eTag())) {
        throw new StoreException(S3ErrorCode.PRECONDITION_FAILED);
      }
    }
    if (ifNoneMatch != null && exists && current != null && names(ifNoneMatch, current.eTag())) {
      throw new StoreException(S3ErrorCode.PRECONDITION_FAILED);
    }
  }

  private static boolean names(String header, String eTag) {
    return Arrays.stream(header.split(",", -1))
        .map(text -> text.trim().replace("\"", ""))
        .anyMatch(text -> text.equals("*") || text.equals(eTag));
  }
}
