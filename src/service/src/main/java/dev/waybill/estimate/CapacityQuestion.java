package dev.waybill.estimate;

/**
 * Deployment whose needs are estimated.
 *
 * @param objects number of sealed objects, from 1 to 10^12
 * @param size average size of an object in bytes; larger objects than a copy in one request holds,
 *     5 GiB, need more calls than the model counts
 * @param perSecond objects that arrive in a second, until all have arrived
 */
public record CapacityQuestion(long objects, long size, double perSecond) {
  private static final long MAX_OBJECTS = 1_000_000_000_000L;
  private static final long MAX_SIZE = 5L << 30;
  private static final double MAX_RATE = 1e6;

  /**
   * @throws IllegalArgumentException when a number is out of bounds; the message names it
   */
  public CapacityQuestion {
    require(objects >= 1 && objects <= MAX_OBJECTS, "objects must be from 1 to 1e12");
    require(size >= 0 && size <= MAX_SIZE, "the size must be from 0 to 5GiB");
    require(perSecond > 0 && perSecond <= MAX_RATE, "the rate must be above 0 and at most 1e6");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Returns the seconds until all objects have arrived. */
  public double arrivalSeconds() {
    return objects / perSecond;
  }

  /** Returns the number of bytes of all objects. */
  public double bytes() {
    return (double) objects * size;
  }
}
