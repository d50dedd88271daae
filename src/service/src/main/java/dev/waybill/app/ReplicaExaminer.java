package dev.waybill.app;

import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.work.TaskExaminer;
import java.util.EnumSet;
import java.util.Set;

/**
 * Examiner of a replica. Its bytes must be the sealed ones; its encryption and retention are those
 * of its own bucket, which the record does not state.
 */
final class ReplicaExaminer implements TaskExaminer {
  /** Conditions of objects whose bytes were read and are the sealed ones. */
  private static final Set<FixityCondition> OF_ITS_BUCKET =
      EnumSet.of(FixityCondition.REENCRYPTED, FixityCondition.RETENTION_WEAKENED);

  private final TaskExaminer examiner;

  ReplicaExaminer(TaskExaminer examiner) {
    this.examiner = examiner;
  }

  @Override
  public TileResult examine(TileTask task) throws InterruptedException {
    TileResult result = examiner.examine(task);
    return new TileResult(
        result.task(),
        result.reader(),
        result.began(),
        result.ended(),
        result.requests(),
        result.examinations().stream().map(ReplicaExaminer::ofReplica).toList());
  }

  private static Examination ofReplica(Examination of) {
    return OF_ITS_BUCKET.contains(of.condition())
        ? new Examination(
            of.index(),
            of.rung(),
            FixityCondition.INTACT,
            of.bytes(),
            of.millis(),
            of.versionId(),
            of.eTag(),
            null)
        : of;
  }
}
