package dev.waybill.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.CustodyRecord;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sequencer;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SealedHistoryTest {
  private static final Sha256 OLD = new Sha256("0".repeat(64));
  private static final Sha256 NEW = new Sha256("1".repeat(64));

  @Test
  void ordersByLastModifiedBeforeSequencer() {
    CustodyRecord newer = record("v2", NEW, "0a", 1, 1);

    assertThat(newerThanOld(record("v1", OLD, "ff", 2, 0), newer)).contains(newer);
    assertThat(newerThanOld(record("v1", OLD, "0a", 1, 1), record("v2", NEW, "ff", 2, 0)))
        .isEmpty();
  }

  @Test
  void ordersBySequencerBeforeEventTime() {
    CustodyRecord newer = record("v2", NEW, "0b", 1);

    assertThat(newerThanOld(record("v1", OLD, "0a", 2), newer)).contains(newer);
    assertThat(newerThanOld(record("v1", OLD, "0b", 1), record("v2", NEW, "0a", 2))).isEmpty();
  }

  @Test
  void ordersByEventTimeWhenSequencersDoNotDiffer() {
    CustodyRecord newer = record("v2", NEW, "00", 2);

    assertThat(newerThanOld(record("v1", OLD, "00", 1), newer)).contains(newer);
    assertThat(newerThanOld(record("v1", OLD, null, 1), newer)).contains(newer);
  }

  @Test
  void reportsNoNewerVersionWhenTheOrderIsUnknown() {
    assertThat(newerThanOld(record("v1", OLD, null, 1), record("v2", NEW, "00", 1))).isEmpty();
  }

  @Test
  void acceptsBytesThatWereWrittenAgain() {
    CustodyRecord rewritten = record("v3", OLD, "0c", 3);
    List<CustodyRecord> records =
        List.of(record("v1", OLD, "0a", 1), rewritten, record("v2", NEW, "0b", 2));

    assertThat(new SealedHistory(records, OLD).newer()).isEmpty();
    assertThat(new SealedHistory(records, OLD).ofSameBytes())
        .containsExactly(rewritten, records.get(0));
  }

  @Test
  void returnsNewestOfSeveralNewerVersions() {
    CustodyRecord newest = record("v3", NEW, "0c", 3);

    assertThat(newerThanOld(newest, record("v1", OLD, "0a", 1), record("v2", NEW, "0b", 2)))
        .contains(newest);
  }

  private static Optional<CustodyRecord> newerThanOld(CustodyRecord... records) {
    return new SealedHistory(List.of(records), OLD).newer();
  }

  private static CustodyRecord record(String id, Sha256 digest, String sequencer, int second) {
    return record(id, digest, sequencer, second, 0);
  }

  private static CustodyRecord record(
      String id, Sha256 digest, String sequencer, int second, int modified) {
    return new CustodyRecord(
        new ObjectVersion("raw", "incoming/a", id),
        digest,
        1,
        null,
        sequencer == null ? null : new Sequencer(sequencer),
        Instant.ofEpochSecond(second),
        Instant.ofEpochSecond(modified),
        Instant.EPOCH,
        null,
        null,
        Hasher.WAYBILL,
        null,
        null,
        "SHA256:k",
        "t",
        "{}");
  }
}
