package dev.waybill.localcloud;

/**
 * Number of calls.
 *
 * @param succeeded the calls that succeeded
 * @param failed the calls that failed, also those that were cut off before the end of the response
 * @param bytes the bytes of the response bodies of the calls that succeeded
 */
public record CallCount(long succeeded, long failed, long bytes) {
  static final CallCount NONE = new CallCount(0, 0, 0);

  CallCount plus(CallCount other) {
    return new CallCount(succeeded + other.succeeded, failed + other.failed, bytes + other.bytes);
  }
}
