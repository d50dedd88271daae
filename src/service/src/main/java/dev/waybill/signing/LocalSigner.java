package dev.waybill.signing;

import dev.waybill.record.KeyId;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;

/** Signer with a P-256 key in the memory of this process. */
final class LocalSigner implements RecordSigner {
  private final PrivateKey key;
  private final String keyId;

  LocalSigner(PrivateKey key, PublicKey publicKey) {
    this.key = EcdsaProvider.translate(key);
    keyId = KeyId.of(publicKey);
  }

  @Override
  public KeyedSignature sign(byte[] message) {
    try {
      Signature signer = EcdsaProvider.signature();
      signer.initSign(key);
      signer.update(message);
      return new KeyedSignature(signer.sign(), keyId);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the signing key cannot sign", e);
    }
  }

  @Override
  public List<String> keyIds() {
    return List.of(keyId);
  }
}
