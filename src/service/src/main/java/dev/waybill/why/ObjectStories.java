package dev.waybill.why;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Stories of objects, for pages and commands. Thread-safe. */
public interface ObjectStories {
  /**
   * Puts together what every source knows about an object. A source that fails is a gap of the
   * story.
   *
   * @param bucket the bucket
   * @param key the key, incoming or promoted
   * @param versionId version that is asked for; null for none
   * @param since span of CloudTrail's events up to now
   * @throws InterruptedException when the thread was interrupted
   */
  ObjectStory of(String bucket, String key, @Nullable String versionId, Duration since)
      throws InterruptedException;
}
