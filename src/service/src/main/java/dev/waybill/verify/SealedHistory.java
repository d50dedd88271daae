package dev.waybill.verify;

import dev.waybill.record.CustodyRecord;
import dev.waybill.record.object.Sha256;
import java.util.List;
import java.util.Optional;

/**
 * What the good records of one key say about some bytes.
 *
 * @param records of the key's sealed versions, in any order
 * @param digest of the bytes
 */
record SealedHistory(List<CustodyRecord> records, Sha256 digest) {
  SealedHistory {
    records = List.copyOf(records);
  }

  /** A record that states the digest; the newest as far as that can be told. */
  Optional<CustodyRecord> record() {
    return stating().stream().reduce((one, other) -> isNewer(other, one) ? other : one);
  }

  /**
   * A sealed version of other bytes that is newer than each that the bytes can be of; empty also
   * when neither sequencers nor the events' times tell.
   */
  Optional<CustodyRecord> newer() {
    List<CustodyRecord> stating = stating();
    return records.stream()
        .filter(record -> !record.sha256().equals(digest))
        .filter(record -> stating.stream().allMatch(ours -> isNewer(record, ours)))
        .reduce((one, other) -> isNewer(other, one) ? other : one);
  }

  private List<CustodyRecord> stating() {
    return records.stream().filter(record -> record.sha256().equals(digest)).toList();
  }

  private static boolean isNewer(CustodyRecord record, CustodyRecord than) {
    if (record.sequencer() != null && than.sequencer() != null) {
      int order = record.sequencer().compareTo(than.sequencer());
      if (order != 0) {
        return order > 0;
      }
    }
    return record.eventTime() != null
        && than.eventTime() != null
        && record.eventTime().isAfter(than.eventTime());
  }
}
