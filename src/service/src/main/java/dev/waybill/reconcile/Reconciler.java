package dev.waybill.reconcile;

import dev.waybill.fixity.shape.SpillFolder;
import dev.waybill.fixity.shape.SpillSpace;
import dev.waybill.reconcile.join.ExternalSort;
import dev.waybill.reconcile.join.SortedRows;
import dev.waybill.reconcile.place.PlaceCodec;
import dev.waybill.reconcile.place.PlaceJudging;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.reconcile.verdict.ReconcileSpan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Reconciliation in process: the rows of all sources are sorted in temporary files, and judged one
 * place at a time. Memory depends neither on the number of objects nor on that of events.
 */
public final class Reconciler {
  private static final String FOLDER = "waybill-reconcile-";

  private final ReconcilePolicy policy;
  private final Path temporary;

  /**
   * @param temporary existing folder for temporary files, about 600 bytes for each sealed version
   */
  public Reconciler(ReconcilePolicy policy, Path temporary) {
    this.policy = policy;
    this.temporary = temporary;
  }

  /**
   * Reads the sources and judges every version. A source that is incomplete prevents every verdict:
   * a row that is missing would accuse somebody, or hide something. The temporary files are deleted
   * in any case. List what is there first, and ask for the events of at least the two following
   * hours: otherwise the event of a removal may not be known yet.
   *
   * @throws dev.waybill.fixity.shape.SpillSpaceException when the disk has too little space
   * @throws InterruptedException when the thread was interrupted
   * @throws RuntimeException when a source cannot be read
   */
  public Reconciliation run(ReconcileSources sources) throws InterruptedException {
    try (SpillFolder folder = SpillFolder.create(temporary, FOLDER)) {
      return run(sources, folder.path(), SpillSpace.of(folder.path()));
    }
  }

  private Reconciliation run(ReconcileSources sources, Path folder, SpillSpace space)
      throws InterruptedException {
    PlaceCodec codec = new PlaceCodec(policy.prefixes());
    ExternalSort rows = new ExternalSort(folder, "places", space);
    RowSpool spool = new RowSpool(codec, rows, new ExternalSort(folder, "records", space));
    List<SourceReading> readings = spool.read(sources);
    ReconcileSpan span = new ReconcileSpan(since(readings), asOf(readings));
    VerdictTally tally = new VerdictTally();
    if (readings.stream().anyMatch(it -> it.problem().isPresent())) {
      return tally.result(span.asOf(), readings);
    }
    try (SortedRows sorted = rows.finish()) {
      new PlaceJudging(codec, policy, span, tally).judge(sorted);
    }
    return tally.result(span.asOf(), readings);
  }

  /** The last begin counts: only from then on do all sources know everything. */
  private static Instant since(List<SourceReading> readings) {
    return readings.stream()
        .map(SourceReading::since)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private static Instant asOf(List<SourceReading> readings) {
    return readings.stream()
        .map(SourceReading::asOf)
        .min(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }
}
