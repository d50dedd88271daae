package dev.waybill.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.model.Digested;
import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import dev.waybill.model.RejectedException;
import dev.waybill.model.Sealed;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordKey;
import dev.waybill.record.chunk.ChunkDigests;
import dev.waybill.record.chunk.StatedChunks;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sha256;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Entries of sealed records that the log receives. */
final class SealerTest {
  private static final ObjectVersion VERSION = new ObjectVersion("raw", "incoming/a", "v1");

  private static final PartDigests CHUNKS =
      new PartDigests(3, List.of(Sha256.hash("abc"), Sha256.hash("d")));

  private final InMemorySealing sealing = new InMemorySealing(Clock.systemUTC());

  @Test
  void givesEntryOfNewRecordToTheLog() {
    Sealed sealed = sealing.seal(digested("bytes"));

    LogEntry entry = sealing.entries().get(0);
    assertThat(sealing.entries()).hasSize(1);
    assertThat(entry.kind()).isEqualTo(EntryKind.SEAL);
    assertThat(entry.recordKey()).isEqualTo(sealed.recordKey());
    assertThat(entry.recordSha256()).isEqualTo(stored());
    assertThat(entry.version()).isEqualTo(VERSION);
    assertThat(entry.sha256()).isEqualTo(Sha256.hash("bytes"));
    assertThat(entry.size()).isEqualTo(5);
    assertThat(entry.eTag()).isEqualTo("etag");
  }

  private Sha256 stored() {
    return Sha256.hash(sealing.store().find(VERSION).orElseThrow().bytes());
  }

  /** The signature of the second record is another one, so its object has another digest. */
  @Test
  void givesSameEntryAgainWhenTheRecordExists() {
    sealing.seal(digested("bytes"));
    Sealed again = sealing.seal(digested("bytes"));

    assertThat(again.repeated()).isTrue();
    assertThat(sealing.entries()).hasSize(2);
    assertThat(sealing.entries().get(1)).isEqualTo(sealing.entries().get(0));
  }

  @Test
  void keepsRecordAndFailsWhenTheLogAcceptsNoEntry() {
    sealing.setLog(
        entry -> {
          throw new IllegalStateException("too many entries wait");
        });

    assertThatThrownBy(() -> sealing.seal(digested("bytes"))).hasMessage("too many entries wait");
    assertThat(sealing.store().find(VERSION)).isPresent();

    sealing.setLog(sealing.entries()::add);
    sealing.seal(digested("bytes"));
    assertThat(sealing.entries()).extracting(LogEntry::recordSha256).containsExactly(stored());
  }

  @Test
  void givesNoEntryToTheLogWhenTheRecordStatesAnotherDigest() {
    sealing.seal(digested("bytes"));

    assertThatThrownBy(() -> sealing.seal(digested("other"))).isInstanceOf(RejectedException.class);
    assertThat(sealing.entries()).hasSize(1);
  }

  @Test
  void storesListOfChunksThatTheRecordStates() throws Exception {
    sealing.seal(digested("abcd").withChunks(CHUNKS));

    StatedChunks stated = record().chunks();
    byte[] list = sealing.store().read(listKey()).orElseThrow().bytes();
    assertThat(ChunkDigests.of(list, stated, 4).stated()).isEqualTo(stated);
    assertThat(sealing.store().recordKeys("raw", "incoming/a"))
        .containsExactly(RecordKey.of(VERSION));
  }

  @Test
  void storesNoListForObjectWithoutChunks() {
    sealing.seal(digested("abcd"));

    assertThat(record().chunks()).isNull();
    assertThat(sealing.store().read(listKey())).isEmpty();
  }

  /** The record is the commit point, so what it states must be there before. */
  @Test
  void sealsNoRecordWithoutItsList() {
    sealing.store().setFull(true);
    assertThatThrownBy(() -> sealing.seal(digested("abcd").withChunks(CHUNKS)))
        .hasMessage("the store rejects lists");
    assertThat(sealing.store().find(VERSION)).isEmpty();
    assertThat(sealing.entries()).isEmpty();

    sealing.store().setFull(false);
    sealing.seal(digested("abcd").withChunks(CHUNKS));
    assertThat(sealing.store().find(VERSION)).isPresent();
  }

  /** A record from before has none, or another limit was set. */
  @Test
  void keepsRecordWithoutChunksWhenTheSameObjectIsSealedWithSome() {
    sealing.seal(digested("abcd"));

    assertThat(sealing.seal(digested("abcd").withChunks(CHUNKS)).repeated()).isTrue();
    assertThat(record().chunks()).isNull();
  }

  @Test
  void sealsNoStatementWithOtherChunksThanWereHashed() {
    Digested whole = digested("abcd");
    sealing.seal(whole);
    byte[] record = sealing.store().find(VERSION).orElseThrow().bytes();

    assertThat(sealing.records().requireValid(record, whole, Instant.now())).isEqualTo(record());
    assertThatThrownBy(
            () -> sealing.records().requireValid(record, whole.withChunks(CHUNKS), Instant.now()))
        .isInstanceOf(IllegalStateException.class);
  }

  private CustodyRecord record() {
    return sealing.records().find(VERSION).orElseThrow().record();
  }

  private static String listKey() {
    return RecordKey.ofChunks(VERSION, ChunkDigests.of(4, CHUNKS).stated().root());
  }

  private static Digested digested(String content) {
    Instant now = Instant.now();
    return new Digested(
        new Received(VERSION, Purpose.PROMOTE, null, null, null, now, "notification", now),
        Sha256.hash(content),
        null,
        content.length(),
        "etag",
        null,
        new Encryption("aws:kms", null, true),
        Map.of(),
        Map.of(),
        null,
        now,
        now,
        Hasher.WAYBILL,
        null);
  }
}
