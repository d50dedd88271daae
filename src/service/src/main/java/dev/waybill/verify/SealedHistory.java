package dev.waybill.verify;

import dev.waybill.record.CustodyRecord;
import dev.waybill.record.object.Sha256;
import java.util.List;
import java.util.Optional;

/**
 * Valid records of one key, compared with the digest of some bytes.
 *
 * @param records the records of the key's sealed versions, in any order
 * @param digest the digest of the bytes
 */
record SealedHistory(List<CustodyRecord> records, Sha256 digest) {
  SealedHistory {
    records = List.copyOf(records);
  }

  /** Returns the newest record that states the digest, as far as the order is known. */
  Optional<CustodyRecord> record() {
    return ofSameBytes().stream().reduce((one, other) -> isNewer(other, one) ? other : one);
  }

  /**
   * Returns the newest record of other bytes that is newer than every record of these bytes. Empty
   * also when neither sequencers nor event times establish an order.
   */
  Optional<CustodyRecord> newer() {
    List<CustodyRecord> same = ofSameBytes();
    return records.stream()
        .filter(record -> !record.sha256().equals(digest))
        .filter(record -> same.stream().allMatch(ours -> isNewer(record, ours)))
        .reduce((one, other) -> isNewer(other, one) ? other : one);
  }

  private List<CustodyRecord> ofSameBytes() {
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
