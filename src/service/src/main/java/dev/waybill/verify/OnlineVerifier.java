package dev.waybill.verify;

import dev.waybill.record.offline.VerificationReport;
import dev.waybill.settings.LoadedSettings;
import java.nio.file.Path;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/** Verifier of objects in S3 against their records in the provenance bucket. */
@FunctionalInterface
public interface OnlineVerifier {
  /**
   * Looks up the object's record and verifies both.
   *
   * @param settings the locations of records and public keys
   * @param address the object; without a version id, its current version
   * @param object the file to compare instead of the object; null to read the object
   * @param key the only trusted public key; null to trust those of the settings
   * @return the findings; a missing record is one of them
   * @throws Exception when AWS cannot be reached or denies a call
   */
  VerificationReport verify(
      LoadedSettings settings, S3Address address, @Nullable Path object, @Nullable PublicKey key)
      throws Exception;
}
