package dev.waybill.digest;

import dev.waybill.model.ObjectAttributes;
import dev.waybill.model.Received;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Result of a HEAD of a received version, made before any of its bytes is read.
 *
 * @param received the version
 * @param attributes the attributes that S3 reported; null when S3 denied the HEAD or has no such
 *     version, in which case a GET reports the reason
 */
public record HeadResult(Received received, @Nullable ObjectAttributes attributes) {
  /**
   * Returns the attributes of an object that one copy request can copy; empty for a larger object,
   * of which S3 computes only digests of parts.
   */
  public Optional<ObjectAttributes> within(long singleCopyLimit) {
    return Optional.ofNullable(attributes).filter(it -> it.size() <= singleCopyLimit);
  }

  /** Returns true for an object that is promoted, and therefore copied. */
  public boolean isToBeCopied() {
    return received.purpose().isPromoted();
  }

  /**
   * Returns the attributes.
   *
   * @throws IllegalStateException when S3 reported none
   */
  public ObjectAttributes requireAttributes() {
    if (attributes == null) {
      throw new IllegalStateException("S3 reported no attributes of the object; it must be read");
    }
    return attributes;
  }
}
