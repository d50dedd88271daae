package dev.waybill.estimate;

import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.plan.TileWork;

/**
 * Calls of each part for a number of objects. {@code CapacityModelIT} compares sealing, rounds and
 * cycles with the calls of a running service; the others follow from the code.
 */
public final class PartCalls {
  /** Versions of a page of a listing. */
  static final double PAGE = 1000;

  /** Messages of a call of SQS under load. */
  static final double BATCH = 10;

  /** Entries of a bundle, and hashes of a tile. */
  public static final double TILE = TileRange.FULL;

  /** Most entries of a round. */
  static final double ROUND = 8192;

  /** Bundles of the sample for the ranges of a listing. */
  private static final double SAMPLE = 256;

  /** Calls for a unit of re-verification: sent in batches, received and deleted one by one. */
  private static final double MESSAGES_OF_UNIT = 2 + 1 / BATCH;

  private PartCalls() {}

  /**
   * Returns the calls that seal and promote objects: each is read, recorded, copied and deleted.
   * Messages are received and deleted in batches.
   */
  public static CallTally sealing(double objects) {
    return new CallTally(objects, 2 * objects, objects, 2 * objects / BATCH);
  }

  /**
   * Returns the calls of rounds that bring entries into the log: each has a listing, lock and
   * checkpoint, tile and bundle at the edge; full ones, and the tile above, come with 256 entries.
   *
   * @param batches pending batches, which are written, and deleted once the log has them
   */
  public static CallTally rounds(double rounds, double batches, double entries) {
    double full = entries / TILE;
    double writes = batches + 5 * rounds + 2 * full + Math.min(rounds, full);
    return new CallTally(0, writes, batches + 2 * Math.min(rounds, full), 0);
  }

  /** Returns the calls of runs of the sequencer that find nothing. */
  static CallTally idleRuns(double runs) {
    return CallTally.ofWrites(runs);
  }

  /** Returns the calls of a cycle of the watch in which the log has not grown. */
  static CallTally watchCycle() {
    return new CallTally(12, 4, 0, 0);
  }

  /**
   * Returns the calls of one check of the whole log: each bundle with its tile, and the versions of
   * both.
   */
  static CallTally wholeCheck(double entries) {
    double tiles = 2 * entries / TILE;
    return new CallTally(tiles, tiles / PAGE, 0, 0);
  }

  /**
   * Returns the calls of one comparison of all records with the log. Each pass lists all records
   * and reads the whole log.
   */
  static CallTally comparison(double entries, double keysPerPass) {
    return reading(entries).plus(listing(entries)).times(passes(entries, keysPerPass));
  }

  /** Returns the number of passes of a comparison of all records with the log. */
  static double passes(double entries, double keysPerPass) {
    return 1 + Math.floor(entries / keysPerPass);
  }

  /**
   * Returns the calls of one cycle of re-verification: record and object of each version; of each
   * unit the bundle for the worker and for the leader, the result, written and read, and the state.
   */
  public static CallTally cycle(double versions, double bytes) {
    double units = Math.ceil(versions / TILE);
    double reads = new TileWork((long) versions, (long) bytes).requests();
    return new CallTally(reads + 3 * units, 2 * units, 0, MESSAGES_OF_UNIT * units);
  }

  /** Returns the calls of one glance: a listing of the raw bucket, and the log. */
  static CallTally glance(double versions) {
    return listing(versions).plus(reading(versions)).plus(sample(versions));
  }

  /** Returns the calls of one reconciliation, which lists records as well. */
  static CallTally reconciliation(double versions) {
    return listing(versions).plus(sample(versions)).times(2).plus(reading(versions));
  }

  /** Returns the reads of bundles whose keys divide a listing into ranges. */
  private static CallTally sample(double entries) {
    return CallTally.ofReads(Math.min(SAMPLE, Math.ceil(entries / TILE)));
  }

  private static CallTally listing(double versions) {
    return CallTally.ofWrites(Math.ceil(versions / PAGE));
  }

  /** Returns the reads of the whole log, a bundle at a time. */
  private static CallTally reading(double entries) {
    return CallTally.ofReads(Math.ceil(entries / TILE));
  }
}
