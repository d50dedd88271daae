package dev.waybill.estimate;

/**
 * Bytes that Waybill itself stores in the provenance bucket.
 *
 * @param records records
 * @param log tiles and bundles of the log
 * @param checkpoints versions of the checkpoint, of which each round leaves one
 * @param results results of one cycle of re-verification
 * @param states states of slices
 */
public record StoredBytes(
    double records, double log, double checkpoints, double results, double states) {
  /** Record of an object with a key of 30 characters; each further one adds about ten bytes. */
  public static final double RECORD = 2_450;

  /** Entry in its bundle, and its hash in the tile. */
  public static final double ENTRY = 625;

  /** Checkpoint with both signatures of the log. */
  public static final double CHECKPOINT = 3_465;

  /** Version in the result of a unit. */
  public static final double RESULT = 58;

  /** Version in the state of a slice. */
  public static final double STATE = 0.4;

  static StoredBytes of(double objects, double rounds) {
    return new StoredBytes(
        objects * RECORD, objects * ENTRY, rounds * CHECKPOINT, objects * RESULT, objects * STATE);
  }

  /** Returns the sum after a number of cycles. */
  public double after(double cycles) {
    return records + log + checkpoints + states + results * cycles;
  }
}
