package dev.waybill.log.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TreeHash;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VerifiedLogReaderTest {
  private final WatchedLog log = WatchedLog.empty().grow(600, 150);
  private final VerifiedLogReader reader = new VerifiedLogReader(log.store, log.check());

  private static List<LogEntry> entries(long from, long to) {
    return LongStream.range(from, to).mapToObj(WatchedLog::entry).toList();
  }

  @Test
  void readsFullAndPartialTiles() {
    reader.refresh();

    assertThat(reader.size()).isEqualTo(600);
    assertThat(reader.read(0, 256)).isEqualTo(entries(0, 256));
    assertThat(reader.read(1, 3)).isEqualTo(entries(256, 259));
    assertThat(reader.read(2, 88)).isEqualTo(entries(512, 600));
  }

  @Test
  void readsTilesOfTreeWithThreeLevels() {
    WatchedLog large = WatchedLog.empty().grow(70_000, 70_000);
    VerifiedLogReader of = new VerifiedLogReader(large.store, large.check());
    of.refresh();

    assertThat(of.read(100, 256)).isEqualTo(entries(25_600, 25_856));
    assertThat(of.read(260, 256)).isEqualTo(entries(66_560, 66_816));
  }

  @Test
  void isEmptyBeforeLogBegins() {
    WatchedLog absent = WatchedLog.absent();
    VerifiedLogReader of = new VerifiedLogReader(absent.store, absent.check());
    of.refresh();

    assertThat(of.size()).isZero();
    assertThatThrownBy(() -> of.read(0, 1)).isInstanceOf(InvalidLogException.class);
  }

  @Test
  void followsLogThatGrows() {
    reader.refresh();
    log.grow(300, 100);

    assertThatThrownBy(() -> reader.read(3, 1)).isInstanceOf(InvalidLogException.class);
    reader.refresh();

    assertThat(reader.read(3, 132)).isEqualTo(entries(768, 900));
    assertThat(reader.read(2, 256)).isEqualTo(entries(512, 768));
  }

  @Test
  void rejectsBundleThatWasChanged() {
    reader.refresh();
    TileAddress bundle = TileAddress.at(TileAddress.ENTRIES, 256, 600);
    log.store.put(LogPaths.of(bundle), forged(256));

    assertThatThrownBy(() -> reader.read(1, 256)).isInstanceOf(InvalidLogException.class);
    assertThat(reader.read(0, 256)).isEqualTo(entries(0, 256));
  }

  @Test
  void rejectsBundleAndTileThatWereChangedTogether() {
    reader.refresh();
    TileAddress tile = TileAddress.at(0, 256, 600);
    log.store.put(LogPaths.of(tile.bundle()), forged(256));
    log.store.put(
        LogPaths.of(tile),
        TileHashes.ofHashes(
            EntryBundle.decode(forged(256)).stream().map(TreeHash::ofEntry).toList()));

    assertThatThrownBy(() -> reader.read(1, 256)).isInstanceOf(InvalidLogException.class);
  }

  @Test
  void rejectsPartialBundleThatWasChanged() {
    reader.refresh();
    TileAddress bundle = TileAddress.at(TileAddress.ENTRIES, 512, 600);
    log.store.put(LogPaths.of(bundle), forged(88));

    assertThatThrownBy(() -> reader.read(2, 88)).isInstanceOf(InvalidLogException.class);
  }

  @Test
  void rejectsMissingBundle() {
    reader.refresh();
    TileAddress bundle = TileAddress.at(TileAddress.ENTRIES, 0, 600);
    log.store.delete(List.of(LogPaths.of(bundle)));

    assertThatThrownBy(() -> reader.read(0, 256)).isInstanceOf(InvalidLogException.class);
  }

  @Test
  void rejectsEveryBundleWhenTilesAboveAreMissing() {
    log.store.delete(List.of(LogPaths.of(TileAddress.at(1, 0, 600))));
    log.store.delete(List.of(LogPaths.of(TileAddress.at(0, 0, 600))));
    log.store.delete(List.of(LogPaths.of(TileAddress.at(TileAddress.ENTRIES, 0, 600))));
    reader.refresh();

    assertThatThrownBy(() -> reader.read(1, 256)).isInstanceOf(InvalidLogException.class);
  }

  @Test
  void rejectsSmallerLogAndKeepsItsOwn() {
    reader.refresh();
    WatchedLog cut = WatchedLog.empty().grow(300, 300);
    log.publish(cut.newest());

    assertThatThrownBy(reader::refresh).isInstanceOf(InvalidLogException.class);
    assertThat(reader.size()).isEqualTo(600);
  }

  @Test
  void rejectsForkOfLog() {
    reader.refresh();
    WatchedLog fork = WatchedLog.empty();
    fork.round(List.of(WatchedLog.entry(9999).bytes()));
    fork.grow(800, 800);
    VerifiedLogReader follower = new VerifiedLogReader(log.store, log.check());
    follower.refresh();
    fork.store
        .list("log/")
        .map(LogStore.Listed::key)
        .forEach(key -> log.store.put(key, fork.store.find(key).orElseThrow().content()));

    assertThatThrownBy(follower::refresh)
        .isInstanceOf(InvalidLogException.class)
        .hasMessageContaining("does not extend the one of size 600");
    assertThat(follower.size()).isEqualTo(600);
  }

  @Test
  void rejectsMissingAndUnsignedCheckpoint() {
    reader.refresh();
    byte[] right = log.store.find(LogPaths.CHECKPOINT).orElseThrow().content();
    log.store.put(LogPaths.CHECKPOINT, "provenance/log\n600\n".getBytes(UTF_8));
    assertThatThrownBy(reader::refresh).isInstanceOf(InvalidLogException.class);

    log.store.delete(List.of(LogPaths.CHECKPOINT));
    assertThatThrownBy(reader::refresh).isInstanceOf(InvalidLogException.class);

    log.store.put(LogPaths.CHECKPOINT, right);
    reader.refresh();
    assertThat(reader.size()).isEqualTo(600);
  }

  /** Returns a bundle of other entries. */
  private static byte[] forged(int width) {
    List<byte[]> entries = new ArrayList<>();
    for (int at = 0; at < width; at++) {
      entries.add(WatchedLog.entry(100_000 + at).bytes());
    }
    return EntryBundle.encode(entries);
  }
}
