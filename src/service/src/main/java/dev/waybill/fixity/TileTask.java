package dev.waybill.fixity;

/**
 * Unit of work as a message. It is a hint: a worker examines only what the log has, and a result is
 * written once, however often the message is delivered.
 *
 * @param cycle the cycle that the result counts for
 * @param range the entries
 * @param attempt 0 for the first examination of the range in the cycle; each further one, because
 *     an entry could not be examined, has the next number and a result of its own
 */
public record TileTask(CycleId cycle, TileRange range, int attempt) {
  /** Number of attempts of a range in a cycle. */
  public static final int MAX_ATTEMPTS = 10;

  public TileTask {
    if (attempt < 0 || attempt >= MAX_ATTEMPTS) {
      throw new IllegalArgumentException("there is no attempt " + attempt);
    }
  }

  /** Creates the first attempt. */
  public TileTask(CycleId cycle, TileRange range) {
    this(cycle, range, 0);
  }
}
