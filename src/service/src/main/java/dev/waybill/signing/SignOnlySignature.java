package dev.waybill.signing;

import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;

/** Signature that accepts only a {@link SignOnlyKey}, and signs with the key behind it. */
final class SignOnlySignature extends SignatureSpi {
  private final Signature signature;

  SignOnlySignature(Signature signature) {
    this.signature = signature;
  }

  @Override
  protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
    if (!(key instanceof SignOnlyKey handle)) {
      throw new InvalidKeyException("only the signing key of the service is accepted");
    }
    signature.initSign(handle.key());
  }

  @Override
  protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
    throw new InvalidKeyException("this provider signs only");
  }

  @Override
  protected void engineUpdate(byte next) throws SignatureException {
    signature.update(next);
  }

  @Override
  protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
    signature.update(bytes, offset, length);
  }

  @Override
  protected byte[] engineSign() throws SignatureException {
    return signature.sign();
  }

  @Override
  protected boolean engineVerify(byte[] signed) throws SignatureException {
    throw new SignatureException("this provider signs only");
  }

  @Override
  @Deprecated
  protected void engineSetParameter(String name, Object value) {
    throw new InvalidParameterException("there is no parameter");
  }

  @Override
  @Deprecated
  protected Object engineGetParameter(String name) {
    throw new InvalidParameterException("there is no parameter");
  }
}
