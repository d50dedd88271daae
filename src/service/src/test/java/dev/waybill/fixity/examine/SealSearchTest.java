package dev.waybill.fixity.examine;

import static dev.waybill.fixity.examine.CustodyScene.KEY;
import static dev.waybill.fixity.examine.CustodyScene.PROVENANCE;
import static dev.waybill.fixity.examine.CustodyScene.RAW;
import static dev.waybill.fixity.examine.CustodyScene.processed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.log.SampleLog;
import dev.waybill.record.log.LogEntry;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Search for the entries of a promoted key by way of its records. */
final class SealSearchTest {
  private final CustodyScene scene = new CustodyScene();
  private final SampleLog log = new SampleLog();

  /** Entries of the log as its checkpoint covers them. */
  private final class AllEntries implements LoggedEntries {
    @Override
    public long size() {
      return log.size();
    }

    @Override
    public List<LogEntry> read(TileRange range) {
      return log.entries.subList((int) range.from(), (int) range.to());
    }
  }

  private SealSearch search() {
    return new SealSearch(
        scene.s3,
        CustodyScopes.of(new RawSettings(RAW, "incoming/", "processed/", "test/")),
        PROVENANCE,
        scene.sealing.verifier(),
        new AllEntries(),
        log);
  }

  private List<LocatedSeal> found(String key) {
    return found(RAW, key);
  }

  private List<LocatedSeal> found(String bucket, String key) {
    return search().of(new TouchedObject("PutObject", "e1", bucket, key));
  }

  private LocatedSeal logged(LogEntry entry) {
    return new LocatedSeal(log.append(entry), entry);
  }

  /** Appends entries of other objects of the same time. */
  private void othersSealed(int count) {
    scene.pass(Duration.ofMinutes(1));
    log.appendSeals(count, scene.clock.instant(), 100);
    scene.pass(Duration.ofMinutes(1));
  }

  @Test
  void findsEntriesOfAllVersionsOfAKeyWithTheNewestFirst() {
    othersSealed(700);
    LocatedSeal older = logged(scene.promoted(KEY, "first"));
    othersSealed(300);
    LocatedSeal newer = logged(scene.promoted(KEY, "second"));
    othersSealed(300);

    assertThat(found(processed(KEY))).containsExactly(newer, older);
  }

  @Test
  void findsEntryOfVersionThatWasSealedInPlace() {
    othersSealed(300);
    LocatedSeal inPlace = logged(scene.seal(scene.arriveAt("processed/old", "old")));

    assertThat(found("processed/old")).containsExactly(inPlace);
  }

  @Test
  void findsEntriesOfObjectsOfDrillsByTheirOwnKey() {
    othersSealed(300);
    LocatedSeal drill = logged(scene.seal(scene.arriveAt("test/drill/a", "drill")));
    LocatedSeal unused = logged(scene.seal(scene.arriveAt("test/canary/a", "canary")));
    othersSealed(300);

    assertThat(found("test/drill/a")).containsExactly(drill);
    assertThat(found("test/canary/a")).isEmpty();
    assertThat(found("other", "test/drill/a")).isEmpty();
  }

  @Test
  void findsEntryOfAnAlteredRecord() {
    othersSealed(700);
    LocatedSeal seal = logged(scene.promoted(KEY, "content"));
    othersSealed(300);
    scene.s3.current(PROVENANCE, seal.entry().recordKey()).content = CustodyScene.bytes("{}");

    assertThat(found(processed(KEY))).containsExactly(seal);
  }

  @Test
  void findsNothingForAKeyThatWasNeverSealed() {
    othersSealed(300);

    assertThat(found(processed("unknown"))).isEmpty();
    assertThat(found("incoming/" + KEY)).isEmpty();
    assertThat(found("another bucket", processed(KEY))).isEmpty();
  }

  @Test
  void findsNothingForARecordThatTheLogDoesNotHave() {
    othersSealed(300);
    LogEntry unused = scene.promoted(KEY, "content");

    assertThat(found(processed(KEY))).isEmpty();
  }

  @Test
  void leavesAKeyWithTooManyVersions() {
    for (int version = 0; version <= SealSearch.MAX_RECORDS; version++) {
      LocatedSeal unused = logged(scene.promoted(KEY, "content " + version));
    }

    assertThatThrownBy(() -> found(processed(KEY)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining(SealSearch.MAX_RECORDS + 1 + " sealed versions");
  }
}
