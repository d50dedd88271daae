package dev.waybill.settings;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keys and schedules of the log of records.
 *
 * @param enabled true when sealed records are appended to the log
 * @param origin name of the log and of its keys
 * @param keys file with the private keys that sign checkpoints
 * @param policy file with the witnesses and their quorum; null when no witness is asked
 * @param sequenceEvery time from one run of the sequencer to the next
 * @param witnessInterval time from one request for cosignatures to the next
 * @param anchorEvery time from one anchor to the next; zero for none
 * @param timestampAuthority URL of a timestamp authority (RFC 3161); null for none
 * @param timestampEvery time from one timestamp to the next
 * @param checkEvery time from one check of what is new in the log to the next
 * @param wholeCheckWithin time within which the checks read the whole log once
 * @param listingEvery time from one comparison of all records with the log to the next; zero for
 *     none
 */
public record RecordLogSettings(
    boolean enabled,
    String origin,
    Path keys,
    @Nullable Path policy,
    Duration sequenceEvery,
    Duration witnessInterval,
    Duration anchorEvery,
    @Nullable String timestampAuthority,
    Duration timestampEvery,
    Duration checkEvery,
    Duration wholeCheckWithin,
    Duration listingEvery) {
  /**
   * @throws IllegalArgumentException when the whole check would be more frequent than the checks
   */
  public RecordLogSettings {
    RecordLogDeclarations.ORIGIN.check(origin);
    RecordLogDeclarations.SEQUENCE_EVERY.check(sequenceEvery);
    RecordLogDeclarations.WITNESS_INTERVAL.check(witnessInterval);
    RecordLogDeclarations.CHECK_EVERY.check(checkEvery);
    InvalidSettingException.unless(
        wholeCheckWithin.compareTo(checkEvery) >= 0,
        RecordLogDeclarations.WHOLE_CHECK_WITHIN.key(),
        "must not be shorter than " + RecordLogDeclarations.CHECK_EVERY.key());
  }
}
