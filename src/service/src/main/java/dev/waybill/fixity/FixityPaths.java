package dev.waybill.fixity;

import java.util.Locale;

/** Keys of re-verification in the provenance bucket. */
public final class FixityPaths {
  /** Prefix of everything. */
  public static final String PREFIX = "fixity/";

  /** Policy in force, cycle and seed. */
  public static final String PLAN = PREFIX + "plan.json";

  /** Prefix of the states of slices. */
  public static final String SLICES = PREFIX + "slice/";

  /** Prefix of results. */
  public static final String RESULTS = PREFIX + "result/";

  /** Prefix of the signed statements of cycles. */
  public static final String CYCLES = PREFIX + "cycle/";

  private static final int GROUP = 1000;

  private FixityPaths() {}

  /** Returns the key of the state of a slice: {@code fixity/slice/000/015.json} for slice 15. */
  public static String slice(long slice) {
    return SLICES + grouped(slice) + ".json";
  }

  /** Returns the prefix of the results of one slice in one cycle. */
  public static String results(CycleId cycle, long slice) {
    return RESULTS + cycle.name() + "/" + grouped(slice) + "/";
  }

  /**
   * Returns the key of the result of a range. A tile that was not full when it was examined first
   * has another key when it is examined again.
   */
  public static String result(CycleId cycle, TileRange range) {
    String partial = range.width() == TileRange.FULL ? "" : "-" + range.width();
    return results(cycle, range.slice())
        + digits(range.tile() % TileRange.TILES_PER_SLICE)
        + partial
        + ".ndjson.gz";
  }

  /** Returns the key of the statement of a cycle. */
  public static String statement(CycleId cycle) {
    return CYCLES + cycle.name() + ".sigstore.json";
  }

  private static String grouped(long slice) {
    return digits(slice / GROUP) + "/" + digits(slice % GROUP);
  }

  private static String digits(long number) {
    return String.format(Locale.ROOT, "%03d", number);
  }
}
