package dev.waybill.camel;

import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A received version that S3 was asked about before any of it was read.
 *
 * @param seen what S3 said; null when it refused, which a read tells the reason of
 */
record HeadResult(Received received, @Nullable ObjectAttributes seen) {
  /**
   * What S3 said of an object that it can say the digest of: above the limit of one copy it has
   * only digests of parts.
   */
  Optional<ObjectAttributes> within(long singleCopyLimit) {
    return Optional.ofNullable(seen).filter(it -> it.size() <= singleCopyLimit);
  }

  /** What is not promoted is not copied. */
  boolean isToBeCopied() {
    return received.purpose() == Purpose.PROMOTE;
  }
}
