package dev.waybill.record;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.Optional;

/**
 * ECDSA with SHA-256 (FIPS 186-5), by AWS-LC where a service asked for it and by the JDK otherwise.
 * The two make and accept the same signatures; on the JDK's own a signature costs twenty times as
 * much CPU.
 */
public final class Ecdsa {
  static final String ALGORITHM = "SHA256withECDSA";

  private Ecdsa() {}

  /**
   * Has the process sign and verify by AWS-LC from now on, if its library loads here. The provider
   * is registered last, so that whoever names no provider goes on with the JDK's.
   *
   * @return why it cannot; empty when it does
   */
  public static Optional<String> useNative() {
    AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
    Throwable problem = provider.getLoadingError();
    if (problem != null) {
      return Optional.of(problem.toString());
    }
    Security.addProvider(provider);
    return Optional.empty();
  }

  /** The name of the provider that signs and verifies, as the JCA knows it. */
  public static String provider() {
    try {
      return signature().getProvider().getName();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no provider here signs with " + ALGORITHM, e);
    }
  }

  /**
   * The key as the provider that signs holds it, which saves it the half of each signature that the
   * translation of another's would take.
   *
   * @param key of P-256
   */
  static PrivateKey own(PrivateKey key) {
    Provider provider = Security.getProvider(AmazonCorrettoCryptoProvider.PROVIDER_NAME);
    if (provider == null) {
      return key;
    }
    try {
      return (PrivateKey) KeyFactory.getInstance("EC", provider).translateKey(key);
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException("who signs with " + ALGORITHM + " has its keys", impossible);
    }
  }

  static Signature signature() throws NoSuchAlgorithmException {
    Provider provider = Security.getProvider(AmazonCorrettoCryptoProvider.PROVIDER_NAME);
    return provider == null
        ? Signature.getInstance(ALGORITHM)
        : Signature.getInstance(ALGORITHM, provider);
  }
}
