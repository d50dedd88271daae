package dev.waybill.signing;

import java.io.ByteArrayOutputStream;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.SignatureSpi;
import org.jspecify.annotations.Nullable;

/**
 * Signature that accepts only a {@link SignOnlyKey}, and signs with what is behind it. The message,
 * a statement of a few KiB, is kept until it is signed.
 */
final class SignOnlySignature extends SignatureSpi {
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private @Nullable RecordSigner signer;

  @Override
  protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
    if (!(key instanceof SignOnlyKey handle)) {
      throw new InvalidKeyException("only the signing key of the service is accepted");
    }
    signer = handle.signer();
    message.reset();
  }

  @Override
  protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
    throw new InvalidKeyException("this provider signs only");
  }

  @Override
  protected void engineUpdate(byte next) {
    message.write(next);
  }

  @Override
  protected void engineUpdate(byte[] bytes, int offset, int length) {
    message.write(bytes, offset, length);
  }

  @Override
  protected byte[] engineSign() throws SignatureException {
    if (signer == null) {
      throw new SignatureException("there is no key");
    }
    byte[] signed = message.toByteArray();
    message.reset();
    return signer.sign(signed).der();
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
