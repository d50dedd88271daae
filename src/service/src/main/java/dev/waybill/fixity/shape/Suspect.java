package dev.waybill.fixity.shape;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.record.object.ObjectVersion;

/** Suspicion that a listing raises. Nothing is reported before it was examined singly. */
public sealed interface Suspect {
  /** Returns the condition that the listing looks like. */
  FixityCondition suspected();

  /**
   * Entry of the log that the listing does not agree with.
   *
   * @param suspected the condition that the listing looks like
   * @param index index of the entry
   */
  record OfEntry(FixityCondition suspected, long index) implements Suspect {}

  /**
   * Listed version that no entry accounts for.
   *
   * @param suspected the condition that the listing looks like
   * @param version the version, below {@code processed/}
   */
  record OfVersion(FixityCondition suspected, ObjectVersion version) implements Suspect {}
}
