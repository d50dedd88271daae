package dev.waybill.backfill;

import java.io.IOException;

/** Source of the versions of a backfill. */
@FunctionalInterface
public interface VersionSource {
  /** Receiver of versions; called by one thread at a time. */
  interface Receiver {
    /** Receives a version to seal. */
    void wanted(BackfillVersion version);

    /** Receives the label of a version or delete marker that needs no seal. */
    void excluded(String label);
  }

  /**
   * Reads all versions.
   *
   * @throws IOException when the source is malformed or cannot be read; what was received before is
   *     a part then
   * @throws InterruptedException when the thread was interrupted
   */
  void read(Receiver receiver) throws IOException, InterruptedException;
}
