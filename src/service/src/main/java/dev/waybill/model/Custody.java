package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;

/**
 * Where one object version is on its way. Each stage holds the one before it: a copy cannot become
 * the promoted one without a sealed record, nor the source be deleted without a verified copy.
 */
public sealed interface Custody permits Received, Digested, Sealed, Copied {
  /** The version in custody. */
  ObjectVersion version();
}
