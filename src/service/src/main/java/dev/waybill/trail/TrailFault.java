package dev.waybill.trail;

import java.time.Instant;

/**
 * Fault of a digest chain or of a log file.
 *
 * @param object location of the object, {@code s3://bucket/key}
 * @param version version id that the reason is about; empty when there is none
 * @param reason plain words
 * @param at end of the digest, or delivery of the log file, that the fault is about
 */
public record TrailFault(
    TrailFaultKind kind, String object, String version, String reason, Instant at) {
  /** Creates a fault whose time is added later. */
  public TrailFault(TrailFaultKind kind, String object, String version, String reason) {
    this(kind, object, version, reason, Instant.EPOCH);
  }

  /** Returns the fault with its time. */
  public TrailFault at(Instant time) {
    return new TrailFault(kind, object, version, reason, time);
  }
}
