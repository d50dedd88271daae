package dev.waybill.why.source;

import static dev.waybill.log.SampleLog.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogPaths;
import dev.waybill.log.SampleLog;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordKey;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.signing.LogKeys;
import dev.waybill.testing.ManualClock;
import dev.waybill.why.source.LogPlace.State;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ProvenPlacesTest {
  private static final LogKeys KEYS = LogKeys.generate(SampleLog.ORIGIN, Clock.systemUTC());
  private static final Instant SEALED = START.plusSeconds(35);
  private static final byte[] BYTES = "the record".getBytes(StandardCharsets.UTF_8);
  private static final ObjectVersion VERSION = new ObjectVersion("raw", "incoming/mine", "v1");
  private static final CustodyRecord RECORD =
      new CustodyRecord(
          VERSION,
          Sha256.hash("object"),
          7,
          null,
          null,
          null,
          null,
          SEALED,
          "processed/mine",
          null,
          Hasher.WAYBILL,
          null,
          null,
          "SHA256:x",
          "",
          "");

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final SampleLog log = new SampleLog();
  private final ManualClock clock = new ManualClock(SEALED.plusSeconds(30));

  private void publish(String recordContent) {
    log.appendSeals(350, START, 10);
    var unused =
        log.append(
            new LogEntry(
                EntryKind.SEAL,
                RecordKey.of(VERSION),
                Sha256.hash(recordContent),
                VERSION,
                7,
                null,
                RECORD.sha256(),
                "processed/mine",
                SEALED));
    publish();
  }

  private void publish() {
    log.appendSeals(20, SEALED, 10);
    store.setTime(SEALED.plusSeconds(20));
    log.putInto(store);
    var unused = store.put(LogPaths.CHECKPOINT, KEYS.sign(log.checkpoint()).bytes());
  }

  private LogPlace find() {
    return new ProvenPlaces(
            store, () -> LogPolicy.ofLog(KEYS.keys()), SampleLog.ORIGIN, Duration.ofHours(1), clock)
        .find(new ObjectSeal(RECORD, new StoredRecord(BYTES, SEALED), "s3://p/r"));
  }

  @Test
  void provesEntryAgainstTheSignedCheckpoint() {
    publish("the record");

    assertThat(find())
        .isEqualTo(new LogPlace(State.PROVEN, 350, 371, SEALED, SEALED.plusSeconds(20), ""));
  }

  @Test
  void tellsEntryOfAnotherRecordUnderTheKey() {
    publish("another record");

    assertThat(find().state()).isEqualTo(State.DIFFERS);
    assertThat(find().problem()).contains("the log has the record with sha256");
  }

  @Test
  void callsAnAbsentEntryMissingOnlyWhenItIsLate() {
    publish();
    assertThat(find().state()).isEqualTo(State.OPEN);

    clock.advance(Duration.ofHours(1));
    assertThat(find().state()).isEqualTo(State.OPEN);
    clock.advance(Duration.ofHours(2));

    assertThat(find().state()).isEqualTo(State.MISSING);
    assertThat(find().problem()).isEqualTo("the log of 20 entries has no entry of it");
  }

  @Test
  void tellsBucketWithoutLog() {
    assertThat(find().state()).isEqualTo(State.OPEN);
  }

  @Test
  void rejectsLogWhoseEntryWasForged() {
    publish("the record");
    String bundle = LogPaths.of(TileAddress.at(0, 350, 371));
    byte[] hashes = store.find(bundle).orElseThrow().content().clone();
    hashes[0] ^= 1;
    var unused = store.put(bundle, hashes);

    assertThatThrownBy(this::find).isInstanceOf(InvalidLogException.class);
  }
}
