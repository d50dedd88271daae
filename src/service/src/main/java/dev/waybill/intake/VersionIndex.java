package dev.waybill.intake;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port for the versions of an object, without their bytes. */
public interface VersionIndex {
  /**
   * Version of an object.
   *
   * @param versionId the version id
   * @param eTag the eTag without quotes
   */
  record Entry(String versionId, String eTag) {}

  /** Returns true when an object exists, or that version of it if one is given. */
  boolean exists(String bucket, String key, @Nullable String versionId);

  /** Returns the current version of an object; empty when there is none. */
  Optional<Entry> current(String bucket, String key);

  /** Returns the id of the newest version of a key with this eTag; empty when none has it. */
  Optional<String> versionWith(String bucket, String key, String eTag);
}
