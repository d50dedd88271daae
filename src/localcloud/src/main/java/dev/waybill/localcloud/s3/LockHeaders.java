package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.Retention;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Object Lock of a new object, from the request or from the bucket's default.
 *
 * @param retention the retention, or null
 * @param legalHold true when the request sets a legal hold
 */
record LockHeaders(@Nullable Retention retention, boolean legalHold) {
  static LockHeaders of(S3Call call) {
    String mode = call.header("x-amz-object-lock-mode");
    String until = call.header("x-amz-object-lock-retain-until-date");
    String hold = call.header("x-amz-object-lock-legal-hold");
    if (hold != null && !List.of("ON", "OFF").contains(hold)) {
      throw new StoreException(
          S3ErrorCode.INVALID_ARGUMENT, "Legal Hold must be either of 'ON' or 'OFF'");
    }
    boolean requested = mode != null || until != null || hold != null;
    if (requested && !call.bucket().hasObjectLock()) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST, "Bucket is missing Object Lock Configuration");
    }
    Retention retention =
        mode != null || until != null ? retention(mode, until) : byDefault(call).orElse(null);
    return new LockHeaders(retention, "ON".equals(hold));
  }

  /**
   * Parses the retention of a request.
   *
   * @throws StoreException InvalidArgument when the retention is invalid or in the past
   */
  static Retention retention(@Nullable String mode, @Nullable String until) {
    try {
      if (mode == null || until == null || Instant.parse(until).isBefore(Instant.now())) {
        throw new StoreException(
            S3ErrorCode.INVALID_ARGUMENT, "The retain until date must be in the future!");
      }
      return new Retention(Retention.Mode.valueOf(mode), Instant.parse(until));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw new StoreException(S3ErrorCode.INVALID_ARGUMENT);
    }
  }

  private static Optional<Retention> byDefault(S3Call call) {
    return call.bucket()
        .config("object-lock")
        .map(text -> XmlReader.parse(text.getBytes(StandardCharsets.UTF_8)))
        .flatMap(DefaultRetention::of)
        .map(rule -> rule.from(Instant.now()));
  }
}
