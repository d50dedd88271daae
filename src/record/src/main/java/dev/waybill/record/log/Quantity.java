package dev.waybill.record.log;

/** Number together with the noun that it counts, for texts that people read. */
public final class Quantity {
  private Quantity() {}

  /** Returns a number of entries, such as {@code 1 entry} or {@code 7 entries}. */
  public static String ofEntries(long count) {
    return of(count, "entry", "entries");
  }

  /**
   * Returns a number and its noun.
   *
   * @param one the noun of the number 1
   * @param many the noun of every other number
   */
  public static String of(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
