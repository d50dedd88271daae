package dev.waybill.log;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.TileAddress;

/** Keys of the log's objects in the provenance bucket. */
public final class LogPaths {
  /** Prefix of everything that belongs to the log. */
  public static final String PREFIX = "log/";

  /** Key of the newest checkpoint. */
  public static final String CHECKPOINT = PREFIX + "checkpoint";

  /** Key of the staged round, whose conditional put decides the order of entries. */
  public static final String LOCK = PREFIX + "lock";

  /** Prefix of the batches of entries that are not in the tree yet. */
  public static final String PENDING = PREFIX + "pending/";

  /** Prefix of tiles and bundles. */
  public static final String TILES = PREFIX + "tile/";

  /** Prefix of checkpoints with cosignatures. */
  public static final String COSIGNED = PREFIX + "cosigned/";

  /** Key of the log's public keys, one vkey a line. */
  public static final String VKEYS = PREFIX + "vkeys";

  /** Key of the policy that the log's operator publishes. */
  public static final String POLICY = PREFIX + "policy";

  /** Prefix of empty objects whose keys state a size and a root, dated by CloudTrail. */
  public static final String ANCHORS = PREFIX + "anchor/";

  /** Prefix of timestamps (RFC 3161) of checkpoints. */
  public static final String TIMESTAMPS = PREFIX + "timestamp/";

  /** Prefix of the tables, which state the entries of complete ranges again. */
  public static final String TABLES = PREFIX + "table/";

  private LogPaths() {}

  /** Returns the key of a tile or bundle. */
  public static String of(TileAddress address) {
    return PREFIX + address.path();
  }

  /**
   * Returns the key of a pending batch.
   *
   * @param replica name of the process that wrote it
   * @param number number of the batch among those of the process
   */
  public static String pending(String replica, long number) {
    return PENDING + replica + "/" + String.format("%012d", number);
  }

  /** Returns the key of a checkpoint with cosignatures. */
  public static String cosigned(Checkpoint checkpoint) {
    return COSIGNED + String.format("%019d", checkpoint.size());
  }

  /** Returns the key of the anchor of a checkpoint. */
  public static String anchor(Checkpoint checkpoint) {
    return ANCHORS + sizeAndRoot(checkpoint);
  }

  /** Returns the key of the timestamp of a checkpoint. */
  public static String timestamp(Checkpoint checkpoint) {
    return TIMESTAMPS + sizeAndRoot(checkpoint) + ".tsr";
  }

  /**
   * Returns the key of the table of a range of 65,536 entries.
   *
   * @param number number of the range, from 0
   */
  public static String table(long number) {
    return TABLES + String.format("%012d", number) + ".ndjson.gz";
  }

  private static String sizeAndRoot(Checkpoint checkpoint) {
    return String.format("%019d", checkpoint.size()) + "-" + checkpoint.root().hex();
  }
}
