package dev.waybill.claims;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Attempt of a call to AWS that this process made. */
public sealed interface Claim {
  /**
   * Attempt that AWS answered.
   *
   * @param requestId id of the answer, which the event of CloudTrail has as well
   * @param at time at which the attempt was sent
   */
  record Answered(String requestId, Instant at) implements Claim {}

  /**
   * Attempt whose answer did not arrive, such as at a time limit: CloudTrail may have its event.
   *
   * @param source service as CloudTrail names it, such as {@code s3.amazonaws.com}
   * @param name name of the event, such as {@code GetObject}
   * @param bucket bucket of the request; null when it has none
   * @param key key of the request; null when it has none
   * @param sentAt time at which the attempt was sent
   * @param givenUpAt time at which the attempt was given up
   */
  record Unanswered(
      String source,
      String name,
      @Nullable String bucket,
      @Nullable String key,
      Instant sentAt,
      Instant givenUpAt)
      implements Claim {}
}
