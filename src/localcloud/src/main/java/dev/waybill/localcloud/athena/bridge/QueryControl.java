package dev.waybill.localcloud.athena.bridge;

/** Watches over a query while it runs. */
public interface QueryControl {
  /** Whether it shall end. */
  boolean cancelled();

  /** Called with the bytes read since the last call; compressed ones, as they lie in S3. */
  void scanned(long bytes);
}
