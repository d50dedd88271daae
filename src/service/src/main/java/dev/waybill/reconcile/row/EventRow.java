package dev.waybill.reconcile.row;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Event of CloudTrail that concerns an object. All text is untrusted, and cut when it is too long.
 *
 * @param bucket the bucket
 * @param key key that the request states
 * @param versionId version that was written, otherwise the requested version; for a delete marker
 *     its own version id; null when the event states none
 * @param effect effect on the versions of the key, if the call succeeded
 * @param name name of the event, such as {@code PutObject}
 * @param time time of the event
 * @param actor kind of the caller
 * @param principal ARN or name of the caller
 * @param error error code; null when the call succeeded
 * @param requestId id of the request; empty when there is none
 * @param sourceAddress address or name of the service that the call came from; null when unknown
 * @param copySource source of a copy as the request states it: bucket, key in URL encoding and
 *     version id; null for every other call
 */
public record EventRow(
    CustodyBucket bucket,
    String key,
    @Nullable String versionId,
    EventEffect effect,
    String name,
    Instant time,
    EventActor actor,
    String principal,
    @Nullable String error,
    String requestId,
    @Nullable String sourceAddress,
    @Nullable String copySource) {
  /** A copy source is a bucket, a key in which each byte takes three characters, and a version. */
  private static final int MAX_COPY_SOURCE = 5 * RowText.MAX_KEY;

  private static final Set<String> DENIALS =
      Set.of(
          "AccessDenied",
          "AllAccessDisabled",
          "AccountProblem",
          "InvalidAccessKeyId",
          "InvalidToken",
          "ExpiredToken",
          "SignatureDoesNotMatch",
          "NotSignedUp");

  public EventRow {
    key = RowText.cut(key, RowText.MAX_KEY);
    versionId =
        versionId == null || versionId.isEmpty() ? null : RowText.cut(versionId, RowText.MAX_KEY);
    name = RowText.cut(name, RowText.MAX_TEXT);
    principal = RowText.cut(principal, RowText.MAX_TEXT);
    error = error == null || error.isEmpty() ? null : RowText.cut(error, RowText.MAX_TEXT);
    requestId = RowText.cut(requestId, RowText.MAX_TEXT);
    sourceAddress = RowText.cutOrNull(sourceAddress, RowText.MAX_TEXT);
    copySource = RowText.cutOrNull(copySource, MAX_COPY_SOURCE);
  }

  /** Returns true for the code of an error by which S3 denies a call. */
  public static boolean isDenial(String code) {
    return DENIALS.contains(code);
  }

  /** Returns true when S3 denied the call. */
  public boolean isDenied() {
    return error != null && isDenial(error);
  }

  /** Returns true when the call failed, for example because it was denied. */
  public boolean isFailed() {
    return error != null;
  }
}
