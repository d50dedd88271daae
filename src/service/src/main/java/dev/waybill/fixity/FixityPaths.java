package dev.waybill.fixity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys of re-verification in the provenance bucket. */
public final class FixityPaths {
  /** Prefix of everything. */
  public static final String PREFIX = "fixity/";

  /** Policy in force, cycle and seed. */
  public static final String PLAN = PREFIX + "plan.json";

  /** Defects that were found outside of the cycle and are not mended. */
  public static final String WATCH = PREFIX + "watch.json";

  /** Prefix of the states of slices. */
  public static final String SLICES = PREFIX + "slice/";

  /** Prefix of results. */
  public static final String RESULTS = PREFIX + "result/";

  /** Prefix of the signed statements of cycles. */
  public static final String CYCLES = PREFIX + "cycle/";

  /** Prefix of the promises, each an empty object that S3 dates. */
  public static final String PROMISES = PREFIX + "promise/";

  /** Prefix of the progress within large objects. */
  public static final String PROGRESS = PREFIX + "progress/";

  private static final int GROUP = 1000;

  private static final String RESULT_SUFFIX = ".ndjson.gz";
  private static final Pattern RESULT =
      Pattern.compile("(\\d{3})(?:-(\\d{1,3}))?(?:-r(\\d))?\\.ndjson\\.gz");

  private FixityPaths() {}

  /** Returns the key of the state of a slice: {@code fixity/slice/000/015.json} for slice 15. */
  public static String slice(long slice) {
    return SLICES + grouped(slice) + ".json";
  }

  /** Returns the prefix of the results of one slice in one cycle. */
  public static String results(CycleId cycle, long slice) {
    return RESULTS + cycle.name() + "/" + grouped(slice) + "/";
  }

  /** Returns the key of the result of the first attempt of a range. */
  public static String result(CycleId cycle, TileRange range) {
    return result(new TileTask(cycle, range));
  }

  /**
   * Returns the key of the result of a task. A tile that was not full when it was examined first
   * has another key when it is examined again, and so has a further attempt.
   */
  public static String result(TileTask task) {
    TileRange range = task.range();
    String partial = range.width() == TileRange.FULL ? "" : "-" + range.width();
    String again = task.attempt() == 0 ? "" : "-r" + task.attempt();
    return results(task.cycle(), range.slice())
        + digits(range.tile() % TileRange.TILES_PER_SLICE)
        + partial
        + again
        + RESULT_SUFFIX;
  }

  /**
   * Returns the task that a result belongs to.
   *
   * @param key key of an object below the results of the slice
   * @return empty when it is no key of a result
   */
  public static Optional<TileTask> taskOf(CycleId cycle, long slice, String key) {
    String prefix = results(cycle, slice);
    Matcher name = RESULT.matcher(key.startsWith(prefix) ? key.substring(prefix.length()) : "");
    if (!name.matches()) {
      return Optional.empty();
    }
    int tile = Integer.parseInt(name.group(1));
    int width = name.group(2) == null ? TileRange.FULL : Integer.parseInt(name.group(2));
    int attempt = name.group(3) == null ? 0 : Integer.parseInt(name.group(3));
    if (tile >= TileRange.TILES_PER_SLICE || width < 1 || width > TileRange.FULL) {
      return Optional.empty();
    }
    long first = slice * TileRange.TILES_PER_SLICE;
    TileTask task = new TileTask(cycle, new TileRange(first + tile, width), attempt);
    return Optional.of(task).filter(it -> result(it).equals(key));
  }

  /** Returns the key of the statement of a cycle. */
  public static String statement(CycleId cycle) {
    return CYCLES + cycle.name() + ".sigstore.json";
  }

  /** Returns the key of the progress of reading the object of an entry. */
  public static String progress(long index) {
    return PROGRESS + index + ".json";
  }

  private static String grouped(long slice) {
    return digits(slice / GROUP) + "/" + digits(slice % GROUP);
  }

  private static String digits(long number) {
    return String.format(Locale.ROOT, "%03d", number);
  }
}
