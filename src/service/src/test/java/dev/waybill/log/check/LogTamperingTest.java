package dev.waybill.log.check;

import static dev.waybill.log.check.CheckpointTampering.fork;
import static dev.waybill.log.check.TamperedLogs.NEW;
import static dev.waybill.log.check.TamperedLogs.OLD;
import static dev.waybill.log.check.TamperedLogs.PLACES;
import static dev.waybill.log.check.TamperedLogs.findings;
import static dev.waybill.log.check.TamperedLogs.placed;
import static dev.waybill.log.check.TamperedLogs.told;
import static dev.waybill.log.check.TamperedLogs.watched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.log.LogPaths;
import dev.waybill.log.check.TamperedLogs.Place;
import dev.waybill.log.check.TamperedLogs.Tampering;
import dev.waybill.record.log.Checkpoint;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of tampering with what each cycle reads, ten times each: checkpoint, upper tiles,
 * keys, lock, memory and the statements of others. All are told in the next cycle.
 */
final class LogTamperingTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource("otherKinds")
  void tellsOtherTamperingInTheNextCycle(String name, Tampering tampering) {
    for (int i = 0; i < PLACES; i++) {
      Random random = new Random(i);
      WatchedLog log = watched(OLD);
      LogWatch watch = log.watch();
      watch.run();
      log.pass(Duration.ofMinutes(1));
      log.grow(1 + random.nextInt(NEW), 100);
      Set<String> expected = tampering.tamper(log, random, new Place(0, false));
      watch.run();
      assertThat(findings(log)).isEqualTo(expected);
    }
  }

  static Stream<Arguments> otherKinds() {
    return Stream.of(
        placed("an upper tile is changed", TileTampering::changeUpperTile),
        placed("an upper tile is destroyed", TileTampering::destroyUpperTile),
        placed("an entry is malformed", TileTampering::appendMalformedEntry),
        placed("the checkpoint has a delete marker", CheckpointTampering::hideCheckpoint),
        placed("the checkpoint is destroyed", CheckpointTampering::destroyCheckpoint),
        placed("the checkpoint is cut off", CheckpointTampering::cutCheckpoint),
        placed("the checkpoint's text is changed", CheckpointTampering::changeCheckpoint),
        placed("the checkpoint has an unknown key", CheckpointTampering::signWithUnknownKey),
        placed("the checkpoint is of another log", CheckpointTampering::signOtherLog),
        placed("the checkpoint is an older one", CheckpointTampering::rollBack),
        placed("the checkpoint was an older one", CheckpointTampering::rollBackAndRestore),
        placed("the checkpoint was deleted", CheckpointTampering::deleteAndRestore),
        placed("the log is replaced", CheckpointTampering::fork),
        placed("the root is signed twice", CheckpointTampering::signOtherRoot),
        placed("another root was signed", CheckpointTampering::signOtherRootAndRestore),
        placed("another root of an older size", CheckpointTampering::signOlderRootAndRestore),
        placed("the root has no tiles", CheckpointTampering::signWithoutTiles),
        placed("a cosigned checkpoint differs", StatementTampering::cosignOtherRoot),
        placed("a cosigned checkpoint is unsigned", StatementTampering::cosignUnsigned),
        placed("a cosigned checkpoint is larger", StatementTampering::cosignLarger),
        placed("an anchor differs", StatementTampering::anchorOtherRoot),
        placed("an anchor is larger", StatementTampering::anchorLarger),
        placed("a published key is foreign", StatementTampering::publishForeignKey),
        placed("the published keys are gone", StatementTampering::removeKeys),
        placed("the lock has a delete marker", StatementTampering::removeLock),
        placed("the lock is an older one", StatementTampering::rollBackLock),
        placed("the lock leads elsewhere", StatementTampering::forkLock),
        placed("the lock is malformed", StatementTampering::spoilLock),
        placed("the checkpoint is late", StatementTampering::stop),
        placed("the memory is malformed", StatementTampering::spoilMemory));
  }

  @Test
  void tellsRollbackAfterRestart() {
    WatchedLog log = watched(OLD);
    log.watch().run();
    Checkpoint old = log.checkpoints.get(2);
    log.store.destroy(LogPaths.CHECKPOINT);
    log.store.put(LogPaths.CHECKPOINT, WatchedLog.sign(old).bytes());
    log.watch().run();
    assertThat(findings(log))
        .isEqualTo(told(LogDefectKind.CHECKPOINT_ROLLED_BACK, LogPaths.CHECKPOINT));
  }

  @Test
  void tellsReplacedLogAfterRestart() {
    WatchedLog log = watched(OLD);
    log.watch().run();
    assertThat(fork(log, new Random(1), new Place(0, false))).isEqualTo(findingsOf(log));
  }

  private static Set<String> findingsOf(WatchedLog log) {
    log.watch().run();
    return findings(log);
  }
}
