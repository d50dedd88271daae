package dev.waybill.fixity.second;

import java.time.Instant;

/**
 * Reading before its job is created.
 *
 * @param scope versions that are covered
 * @param size size of the log; the entries before it are judged
 * @param until time after which a version was sealed too late to be judged
 * @param sealed number of sealed versions that will be judged
 * @param young number of versions that were sealed too late
 * @param elsewhere number of sealed versions in other buckets
 * @param manifest the stored versions
 * @param price the price
 */
public record PreparedRead(
    ReadScope scope,
    long size,
    Instant until,
    long sealed,
    long young,
    long elsewhere,
    ReadManifest manifest,
    ReadPrice price) {
  /** Returns true when nothing is stored of what would be judged. */
  public boolean isEmpty() {
    return manifest.versions().isEmpty();
  }
}
