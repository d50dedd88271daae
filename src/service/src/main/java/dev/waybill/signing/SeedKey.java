package dev.waybill.signing;

import dev.waybill.record.log.NoteAlgorithm;
import java.security.SecureRandom;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** Private key that follows from a seed of 32 bytes, which no text of it shows. */
sealed interface SeedKey {
  /** Returns the key of a seed: RFC 8032 for Ed25519, FIPS 204 (xi) for ML-DSA-44. */
  static SeedKey of(NoteAlgorithm algorithm, byte[] seed) {
    return switch (algorithm) {
      case ED25519, ED25519_COSIGNATURE -> new Ed25519(new Ed25519PrivateKeyParameters(seed));
      case ML_DSA_44_COSIGNATURE ->
          new MlDsa44(new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed));
    };
  }

  /** Returns a copy of the seed, a secret. */
  byte[] seed();

  /** Returns the public key in the encoding of its standard. */
  byte[] publicKey();

  /** Signs a message. */
  byte[] sign(byte[] message);

  private static byte[] sign(Signer signer, CipherParameters key, byte[] message) {
    try {
      signer.init(true, key);
      signer.update(message, 0, message.length);
      return signer.generateSignature();
    } catch (CryptoException e) {
      throw new IllegalStateException("the key of the log cannot sign", e);
    }
  }

  /** Key of Ed25519. */
  final class Ed25519 implements SeedKey {
    private final Ed25519PrivateKeyParameters key;

    Ed25519(Ed25519PrivateKeyParameters key) {
      this.key = key;
    }

    @Override
    public byte[] seed() {
      return key.getEncoded();
    }

    @Override
    public byte[] publicKey() {
      return key.generatePublicKey().getEncoded();
    }

    @Override
    public byte[] sign(byte[] message) {
      return SeedKey.sign(new Ed25519Signer(), key, message);
    }
  }

  /** Key of ML-DSA-44, which signs with fresh randomness (the hedged variant). */
  final class MlDsa44 implements SeedKey {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MLDSAPrivateKeyParameters key;

    MlDsa44(MLDSAPrivateKeyParameters key) {
      this.key = key;
    }

    @Override
    public byte[] seed() {
      return key.getSeed();
    }

    @Override
    public byte[] publicKey() {
      return key.getPublicKey();
    }

    @Override
    public byte[] sign(byte[] message) {
      return SeedKey.sign(new MLDSASigner(), new ParametersWithRandom(key, RANDOM), message);
    }
  }
}
