package dev.waybill.log.check;

import java.util.List;

/** Receiver of the entries that a check reads. */
public interface EntryListener {
  /** Receiver that does nothing. */
  EntryListener NONE = (first, entries) -> {};

  /**
   * Receives the entries of one bundle.
   *
   * @param first index of the first entry
   * @param entries the bytes of the entries; untrusted input when the bundle has a defect
   */
  void entriesRead(long first, List<byte[]> entries);
}
