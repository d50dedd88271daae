package dev.waybill.verify;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Verifies a record without a network. */
@FunctionalInterface
public interface OfflineVerifier {
  /**
   * Judges a record's form, signature and key, and the object's digest.
   *
   * @param record a record file, a Sigstore bundle
   * @param key a public key in PEM that the verifying person trusts
   * @param object the object's bytes, or null
   * @throws IOException when a file cannot be read
   */
  VerificationResult verify(Path record, Path key, @Nullable Path object) throws IOException;
}
