package dev.waybill.canary;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Uploads of canaries to several buckets in turn, one bucket at each call. */
public final class CanaryTurns {
  private final List<CanaryUpload> uploads;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * @param uploads one for each bucket, at least one
   */
  public CanaryTurns(List<CanaryUpload> uploads) {
    this.uploads = List.copyOf(uploads);
    if (uploads.isEmpty()) {
      throw new IllegalArgumentException("at least one bucket");
    }
  }

  /**
   * Uploads one canary to the bucket whose turn it is.
   *
   * @throws RuntimeException when S3 cannot be reached
   */
  public Canary send() {
    return uploads.get(Math.floorMod(next.getAndIncrement(), uploads.size())).send();
  }
}
