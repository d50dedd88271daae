package dev.waybill.verify;

import dev.waybill.settings.LoadedSettings;
import java.nio.file.Path;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/** Verifies an object in S3 against its record in the provenance bucket. */
@FunctionalInterface
public interface OnlineVerifier {
  /**
   * Finds the object's record and judges both.
   *
   * @param settings where records and public keys are
   * @param address the object; without a version id, its current version
   * @param object a file to compare with the record in the object's place, or null
   * @param key the one public key that may have signed, or null for those of the settings
   * @return what was found; a missing record is a finding
   * @throws UnusableKeyException when AWS is not reachable or refuses
   * @throws Exception told to the user in one line
   */
  VerificationResult verify(
      LoadedSettings settings, S3Address address, @Nullable Path object, @Nullable PublicKey key)
      throws Exception;
}
