package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;

/**
 * Stage of one object version's custody. Each stage holds the stage before it, so the types enforce
 * the order: no copy counts without a sealed record, and no source is deleted without a verified
 * copy.
 */
public sealed interface Custody permits Received, Digested, Sealed, Copied {
  /** Returns the first stage, which every later stage holds. */
  Received received();

  /** Returns the version in custody. */
  default ObjectVersion version() {
    return received().version();
  }
}
