package dev.waybill.cli;

import dev.waybill.settings.LoadedSettings;
import dev.waybill.verify.S3Address;
import dev.waybill.why.ObjectStory;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Service behind the command {@code why}. */
@FunctionalInterface
public interface WhyService {
  /**
   * Question about one object.
   *
   * @param home home directory, whose query is used
   * @param settings the settings
   * @param address the object
   * @param since span of CloudTrail's events up to now
   * @param isAthenaAsked false when CloudTrail's events are left out
   * @param key the only trusted public key; null to trust those of the settings
   * @param isPublishedTrusted true to accept a key because it is published
   */
  record Question(
      Path home,
      LoadedSettings settings,
      S3Address address,
      Duration since,
      boolean isAthenaAsked,
      @Nullable PublicKey key,
      boolean isPublishedTrusted) {}

  /**
   * Tells everything that is known of an object.
   *
   * @throws Exception when AWS cannot be reached
   */
  ObjectStory tell(Question question) throws Exception;
}
