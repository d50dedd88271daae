package dev.waybill.signing;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.waybill.record.SignatureFactory;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.Optional;

/**
 * Security provider of the ECDSA signatures in this process: AWS-LC once {@link #useNative} has
 * installed it, the JDK otherwise. Each accepts the signatures of the other; a signature by the JDK
 * takes twenty times as much CPU.
 */
public final class EcdsaProvider {
  private EcdsaProvider() {}

  /**
   * Installs AWS-LC for signing and verifying in this process if its native library loads. AWS-LC
   * is registered last, so code that requests no provider by name keeps the JDK's.
   *
   * @return the reason why the library cannot be used; empty on success
   */
  public static Optional<String> useNative() {
    NativeProvider loaded = NativeProvider.load();
    Provider provider = loaded.provider();
    if (provider == null || loaded.problem() != null) {
      return Optional.of(String.valueOf(loaded.problem()));
    }
    Security.addProvider(provider);
    return Optional.empty();
  }

  /** Returns the JCA name of the provider that signs and verifies. */
  public static String name() {
    try {
      return signature().getProvider().getName();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "no security provider offers " + SignatureFactory.ALGORITHM, e);
    }
  }

  /**
   * Creates a signature object of the installed provider; a {@link SignatureFactory} for verifiers.
   *
   * @throws NoSuchAlgorithmException when the provider does not offer the algorithm
   */
  public static Signature signature() throws NoSuchAlgorithmException {
    Provider provider = Security.getProvider(AmazonCorrettoCryptoProvider.PROVIDER_NAME);
    return provider == null
        ? Signature.getInstance(SignatureFactory.ALGORITHM)
        : Signature.getInstance(SignatureFactory.ALGORITHM, provider);
  }

  /**
   * Translates a key into the installed provider's own form. Without this, the provider translates
   * the key for each signature, which takes half of the time of a signature.
   *
   * @param key a P-256 key
   */
  static PrivateKey translate(PrivateKey key) {
    Provider provider = Security.getProvider(AmazonCorrettoCryptoProvider.PROVIDER_NAME);
    if (provider == null) {
      return key;
    }
    try {
      return (PrivateKey) KeyFactory.getInstance("EC", provider).translateKey(key);
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException(
          "the provider of " + SignatureFactory.ALGORITHM + " does not accept its keys",
          impossible);
    }
  }
}
