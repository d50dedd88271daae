package dev.waybill.localcloud.athena.bridge;

/** Control of a running query. */
public interface QueryControl {
  /** Returns whether the query is cancelled. */
  boolean cancelled();

  /** Counts the bytes read since the last call. Compressed bytes are counted as stored in S3. */
  void scanned(long bytes);
}
