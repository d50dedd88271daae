package dev.waybill.fuzz;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Signature that holds for any message and any key. */
final class CredulousSignature extends Signature {
  CredulousSignature() {
    super("SHA256withECDSA");
  }

  @Override
  protected void engineInitVerify(PublicKey key) {}

  @Override
  protected void engineInitSign(PrivateKey key) {
    throw new IllegalStateException("this signature only verifies");
  }

  @Override
  protected void engineUpdate(byte value) {}

  @Override
  protected void engineUpdate(byte[] bytes, int offset, int length) {}

  @Override
  protected byte[] engineSign() {
    throw new IllegalStateException("this signature only verifies");
  }

  @Override
  protected boolean engineVerify(byte[] signature) {
    return true;
  }

  @Override
  @SuppressWarnings("deprecation") // abstract in Signature
  protected void engineSetParameter(String name, Object value) {}

  @Override
  @SuppressWarnings("deprecation") // abstract in Signature
  protected Object engineGetParameter(String name) {
    throw new IllegalStateException("this signature only verifies");
  }
}
