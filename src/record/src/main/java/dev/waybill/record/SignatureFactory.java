package dev.waybill.record;

import java.security.NoSuchAlgorithmException;
import java.security.Signature;

/** Source of the JCA signature objects that verify records: selects the security provider. */
@FunctionalInterface
public interface SignatureFactory {
  /** JCA name of the algorithm that signs records: ECDSA with SHA-256 (FIPS 186-5). */
  String ALGORITHM = "SHA256withECDSA";

  /**
   * Creates a signature object for {@link #ALGORITHM}.
   *
   * @throws NoSuchAlgorithmException when no provider offers the algorithm
   */
  Signature create() throws NoSuchAlgorithmException;

  /** Returns a factory that uses the preferred provider of this JVM. */
  static SignatureFactory ofPlatform() {
    return () -> Signature.getInstance(ALGORITHM);
  }
}
