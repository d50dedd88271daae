package dev.waybill.log.check;

import static dev.waybill.log.check.TamperedLogs.CYCLES;
import static dev.waybill.log.check.TamperedLogs.NEW;
import static dev.waybill.log.check.TamperedLogs.OLD;
import static dev.waybill.log.check.TamperedLogs.PLACES;
import static dev.waybill.log.check.TamperedLogs.assertTold;
import static dev.waybill.log.check.TamperedLogs.findings;
import static dev.waybill.log.check.TamperedLogs.large;
import static dev.waybill.log.check.TamperedLogs.placed;
import static dev.waybill.log.check.TamperedLogs.watched;
import static dev.waybill.log.check.TileTampering.changeUpToTheEdge;
import static dev.waybill.log.check.TileTampering.overwriteAndRestore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.log.LogPaths;
import dev.waybill.log.check.TamperedLogs.Place;
import dev.waybill.log.check.TamperedLogs.Tampering;
import dev.waybill.record.log.TileAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of tampering with tiles and bundles, at ten random places each, in the part of the log
 * that is new since the last cycle and in the old part. What is new is told in the next cycle, and
 * what is old in the cycle whose share of the log has the place.
 */
final class TileTamperingTest {
  static Stream<Arguments> placedKinds() {
    return Stream.of(
        placed("a tile is changed", TileTampering::changeTile),
        placed("a tile is cut off", TileTampering::cutTile),
        placed("a tile is destroyed", TileTampering::destroyTile),
        placed("a tile has a delete marker", TileTampering::hideTile),
        placed("a bundle is changed", TileTampering::changeBundle),
        placed("a bundle is cut off", TileTampering::cutBundle),
        placed("entries are exchanged", TileTampering::exchangeEntries),
        placed("a bundle is destroyed", TileTampering::destroyBundle),
        placed("a bundle has a delete marker", TileTampering::hideBundle),
        placed("an entry and its leaf are changed", TileTampering::changeEntryAndLeaf),
        placed("tile and bundle are changed apart", TileTampering::changeTileAndBundle));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("placedKinds")
  void tellsTamperingWithNewPartInTheNextCycle(String name, Tampering tampering) {
    for (int i = 0; i < PLACES; i++) {
      Random random = new Random(i);
      WatchedLog log = watched(OLD);
      LogWatch watch = log.watch();
      watch.run();
      log.pass(Duration.ofMinutes(1));
      log.grow(NEW, 500);
      Place place = Place.in(OLD / TileAddress.FULL, (OLD + NEW) / TileAddress.FULL, random);
      Set<String> expected = tampering.tamper(log, random, place);
      watch.run();
      assertTold(log, expected);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("placedKinds")
  void tellsTamperingWithOldPartInTheCycleThatReadsThePlace(String name, Tampering tampering) {
    for (int i = 0; i < PLACES; i++) {
      Random random = new Random(i);
      WatchedLog log = watched(OLD);
      LogWatch watch = log.watch();
      watch.run();
      Set<String> expected =
          tampering.tamper(log, random, Place.in(0, OLD / TileAddress.FULL, random));
      for (int cycle = 0; cycle < CYCLES && log.reports.isEmpty(); cycle++) {
        log.pass(WatchedLog.WITHIN.dividedBy(10));
        log.publish(log.newest());
        watch = random.nextBoolean() ? log.watch() : watch;
        watch.run();
      }
      assertTold(log, expected);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("placedKinds")
  void tellsTamperingWithPartialTileInTheNextCycle(String name, Tampering tampering) {
    for (int i = 0; i < PLACES; i++) {
      Random random = new Random(i);
      WatchedLog log = watched(OLD).grow(random.nextInt(2, 90), 90);
      LogWatch watch = log.watch();
      watch.run();
      log.pass(Duration.ofMinutes(1));
      Set<String> expected = tampering.tamper(log, random, new Place(0, true));
      watch.run();
      assertTold(log, expected);
    }
  }

  /** Nothing above the edge tells which of three objects that agree is wrong, but the root does. */
  @Test
  void tellsEntriesThatWereChangedUpToTheEdgeByTheRoot() {
    for (int i = 0; i < PLACES; i++) {
      Random random = new Random(i);
      WatchedLog log = watched(OLD);
      log.watch().run();
      Set<String> unused =
          changeUpToTheEdge(log, random, Place.in(0, OLD / TileAddress.FULL, random));
      log.watch().run();
      assertThat(findings(log))
          .contains(LogDefectKind.ROOT_MISMATCH.rule() + " " + LogPaths.CHECKPOINT);
    }
  }

  /** Tiles of level 1 are full from 65,536 entries on. */
  @Test
  void tellsTamperingBelowAndInFullUpperTile() {
    for (Tampering tampering :
        List.<Tampering>of(
            TileTampering::changeTile,
            TileTampering::changeBundle,
            TileTampering::changeEntryAndLeaf,
            TileTampering::changeUpperTile,
            TileTampering::destroyUpperTile,
            TileTampering::overwriteAndRestore)) {
      WatchedLog log = large();
      Random random = new Random(7);
      Set<String> expected = tampering.tamper(log, random, Place.in(0, 256, random));
      DefectList defects = new DefectList();
      assertThat(log.check().run(defects, EntryListener.NONE)).isPresent();
      assertThat(defects.list().stream().map(it -> it.kind().rule() + " " + it.key()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void tellsEntriesThatWereChangedUpToFullTileByThatTile() {
    WatchedLog log = large();
    Set<String> unused = changeUpToTheEdge(log, new Random(7), new Place(187, false));
    DefectList defects = new DefectList();
    assertThat(log.check().run(defects, EntryListener.NONE)).isPresent();
    assertThat(defects.list())
        .extracting(LogDefect::kind, LogDefect::key)
        .containsExactly(tuple(LogDefectKind.UPPER_TILE_CHANGED, "log/tile/1/000"));
  }

  @Test
  void tellsOverwrittenTilesWithinOnePassAlthoughTheirBytesAreRight() {
    for (int i = 0; i < PLACES; i++) {
      Random random = new Random(i);
      WatchedLog log = watched(OLD);
      LogWatch watch = log.watch();
      watch.run();
      Set<String> expected =
          overwriteAndRestore(log, random, Place.in(0, OLD / TileAddress.FULL, random));
      for (int cycle = 0; cycle < CYCLES; cycle++) {
        log.pass(WatchedLog.WITHIN.dividedBy(10));
        log.publish(log.newest());
        watch.run();
      }
      assertThat(findings(log)).isEqualTo(expected);
    }
  }
}
