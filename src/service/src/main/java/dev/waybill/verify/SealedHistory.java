package dev.waybill.verify;

import dev.waybill.record.CustodyRecord;
import dev.waybill.record.object.Sha256;
import java.util.ArrayList;
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

  /** Returns the records that state the digest, newest first as far as the order is known. */
  List<CustodyRecord> ofSameBytes() {
    List<CustodyRecord> newestFirst = new ArrayList<>();
    for (CustodyRecord record : records) {
      if (record.sha256().equals(digest)) {
        int place = 0;
        while (place < newestFirst.size() && !isNewer(record, newestFirst.get(place))) {
          place++;
        }
        newestFirst.add(place, record);
      }
    }
    return newestFirst;
  }

  /** Returns the newest of some records of one key, as far as the order is known. */
  static Optional<CustodyRecord> newest(List<CustodyRecord> records) {
    return records.stream().reduce((one, other) -> isNewer(other, one) ? other : one);
  }

  /**
   * Returns the newest record of other bytes that is newer than every record of these bytes. Empty
   * also when neither S3's times nor those of the notifications establish an order.
   */
  Optional<CustodyRecord> newer() {
    List<CustodyRecord> same = ofSameBytes();
    return records.stream()
        .filter(record -> !record.sha256().equals(digest))
        .filter(record -> same.stream().allMatch(ours -> isNewer(record, ours)))
        .reduce((one, other) -> isNewer(other, one) ? other : one);
  }

  /**
   * Returns a record of other bytes that S3 wrote in the same second as the given one of these
   * bytes, so that only notifications say which is newer; empty when there is none.
   */
  Optional<CustodyRecord> ofTheSameSecond(CustodyRecord ours) {
    return records.stream()
        .filter(record -> !record.sha256().equals(digest))
        .filter(record -> record.order().compareByS3(ours.order()) == 0)
        .reduce((one, other) -> isNewer(other, one) ? other : one);
  }

  private static boolean isNewer(CustodyRecord record, CustodyRecord than) {
    return record.order().compareWith(than.order()) > 0;
  }
}
