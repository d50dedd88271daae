package dev.waybill.fixity.watch;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.record.object.ObjectVersion;

/** Defect that a glance or an event found, and that is examined again until it is mended. */
public sealed interface WatchedDefect {
  /** Returns the condition that was found. */
  FixityCondition condition();

  /**
   * Defect of an entry of the log.
   *
   * @param index index of the entry
   */
  record OfEntry(FixityCondition condition, long index) implements WatchedDefect {
    public OfEntry {
      if (index < 0 || !condition.isDefect()) {
        throw new IllegalArgumentException("this is no defect of an entry");
      }
    }
  }

  /**
   * Version that no entry accounts for.
   *
   * @param version the version; its key is untrusted input
   */
  record OfVersion(FixityCondition condition, ObjectVersion version) implements WatchedDefect {
    public OfVersion {
      if (!condition.isDefect()) {
        throw new IllegalArgumentException("this is no defect of a version");
      }
    }
  }
}
