package dev.waybill.verify;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Verifier of record files, without network access. */
@FunctionalInterface
public interface OfflineVerifier {
  /**
   * Verifies a record's form, signature and key, and the object's digest.
   *
   * @param record the record file, a Sigstore bundle
   * @param key the trusted public key, in PEM
   * @param object the object's bytes; null to verify the record alone
   * @throws IOException when a file cannot be read
   */
  VerificationResult verify(Path record, Path key, @Nullable Path object) throws IOException;
}
