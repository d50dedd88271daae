package dev.waybill.log.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.log.LogPaths;
import dev.waybill.record.log.TileAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogWatchTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 255, 256, 257, 511, 512, 4_000, 65_535, 65_536, 65_537, 66_049})
  void findsNothingInUntamperedLogOfAnySize(int size) {
    WatchedLog log = WatchedLog.empty().grow(size, 8_000);
    DefectList defects = new DefectList();
    long[] read = {0};
    assertThat(log.check().run(defects, (first, entries) -> read[0] += entries.size()))
        .hasValue(log.newest());
    assertThat(defects.list()).isEmpty();
    assertThat(read[0]).isEqualTo(size);
    assertThat(log.watch().run().size()).isEqualTo(size);
    assertThat(log.reports).isEmpty();
  }

  @Test
  void findsNothingWhileLogGrowsAndPartialTilesAreRemoved() {
    WatchedLog log = WatchedLog.empty();
    LogWatch watch = log.watch();
    for (int round = 0; round < 60; round++) {
      log.pass(MINUTE);
      log.grow(1 + round * 7, 100);
      long size = log.newest().size();
      log.store.delete(
          log.store.keys().stream()
              .filter(it -> it.contains(".p/") && isSuperseded(it, size))
              .toList());
      assertThat(watch.run().defects()).as("size %s", size).isZero();
      if (round % 20 == 0) {
        watch = log.watch();
      }
    }
    assertThat(log.reports).isEmpty();
  }

  private static boolean isSuperseded(String key, long size) {
    TileAddress address = TileAddress.ofPath(key.substring(LogPaths.PREFIX.length())).orElseThrow();
    long position = address.index() * TileAddress.FULL + TileAddress.FULL;
    return size >> (Math.max(0, address.level()) * Byte.SIZE) >= position;
  }

  @Test
  void findsNothingInLogWithTheSameRecordTwice() {
    WatchedLog log = WatchedLog.empty().grow(300, 100);
    log.round(List.of(WatchedLog.entry(5).bytes(), WatchedLog.entry(5).bytes()));
    assertThat(log.watch().run().defects()).isZero();
  }

  @Test
  void readsWholeLogWithinTheTimeAlthoughTheProcessRestarts() {
    WatchedLog log = WatchedLog.empty().grow(40 * TileAddress.FULL, 5_000);
    LogWatch watch = log.watch();
    watch.run();
    byte[] bundle = log.bundle(new TileAddress(0, 0, TileAddress.FULL));
    bundle[10] ^= 1;
    log.store.put(LogPaths.of(new TileAddress(0, 0, TileAddress.FULL).bundle()), bundle);
    for (int hour = 0; hour < 24; hour++) {
      log.pass(Duration.ofHours(1));
      log.publish(log.newest());
      log.watch().run();
    }
    assertThat(log.reports).filteredOn(it -> it.rule().equals("log-bundle-changed")).isNotEmpty();
  }

  @Test
  void readsEachNewBundleOnceAndShareOfOldOnes() {
    WatchedLog log = WatchedLog.empty().grow(100 * TileAddress.FULL, 8_000);
    LogWatch watch = log.watch();
    assertThat(watch.run().bundles()).isEqualTo(100);
    log.pass(MINUTE);
    assertThat(watch.run().bundles()).isEqualTo(1);
    log.grow(3 * TileAddress.FULL, 1_000);
    log.pass(MINUTE);
    assertThat(watch.run().bundles()).isEqualTo(4);
  }

  @Test
  void endsFindingWhenTileIsRightAgainAndReportsItOnceMeanwhile() {
    WatchedLog log = WatchedLog.empty().grow(3 * TileAddress.FULL, 1_000);
    LogWatch watch = log.watch();
    watch.run();
    String key = LogPaths.of(new TileAddress(0, 1, TileAddress.FULL));
    byte[] right = log.store.find(key).orElseThrow().content();
    log.store.destroy(key);
    for (int cycle = 0; cycle < 5; cycle++) {
      log.pass(MINUTE);
      watch.run();
    }
    assertThat(log.reports).hasSize(1);
    assertThat((Finding) log.reports.get(0))
        .satisfies(
            it -> {
              assertThat(it.rule()).isEqualTo("log-tile-missing");
              assertThat(it.uid()).isEqualTo("log-tile-missing/provenance/" + key);
              assertThat(it.resource()).isEqualTo("arn:aws:s3:::provenance/" + key);
            });
    log.store.put(key, right);
    watch.run();
    assertThat(log.reports).hasSize(2);
    assertThat(log.reports.get(1)).isInstanceOf(FindingEnd.class);
    assertThat(log.reports.get(1).uid()).isEqualTo(log.reports.get(0).uid());
  }

  @Test
  void boundsFindingsWhenEveryTileIsGone() {
    WatchedLog log = WatchedLog.empty().grow(60 * TileAddress.FULL, 5_000);
    log.store.keys().stream()
        .filter(it -> it.startsWith("log/tile/0/"))
        .forEach(log.store::destroy);
    log.watch().run();
    assertThat(log.reports)
        .hasSize(LogFindings.MAX_OF_RULE + 1)
        .allMatch(it -> it.rule().equals("log-tile-missing"));
  }

  @Test
  void isSilentBeforeTheLogBegins() {
    WatchedLog log = WatchedLog.absent();
    assertThat(log.watch().run().size()).isEqualTo(-1);
    assertThat(log.reports).isEmpty();
  }

  @Test
  void readsCheckpointAgainWhenTheLogGrowsWhileItIsRead() {
    WatchedLog log = WatchedLog.empty().grow(300, 1_000);
    int[] grown = {0};
    log.store.before(
        (operation, key) -> {
          if (key.startsWith("log/tile/0/001") && grown[0]++ == 0) {
            log.grow(250, 250);
            log.store.destroy("log/tile/0/001.p/44");
            log.store.destroy("log/tile/entries/001.p/44");
          }
        });
    assertThat(log.watch().run().defects()).isZero();
  }
}
