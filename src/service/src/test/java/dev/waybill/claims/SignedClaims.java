package dev.waybill.claims;

import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.record.Bundle;
import dev.waybill.record.KeyId;
import dev.waybill.record.Pae;
import dev.waybill.record.RecordVerifier;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;

/** Store with files of claims, signed by a key that its inspection trusts. */
public final class SignedClaims {
  private final KeyPair pair = pair();
  private final InMemoryLogStore store = new InMemoryLogStore();

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] sealed(byte[] statement) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(Pae.of(statement));
      return Bundle.write(statement, signature.sign(), KeyId.of(pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Puts a file of a replica that claims one answered call; returns its key. */
  public String put(String replica, int number, Instant at, String requestId) {
    ClaimsFile file =
        ClaimsFile.of(
            new ClaimsFile.Header(replica, number, at, false, false),
            List.of(new Claim.Answered(requestId, at)),
            this::sealed);
    put(file.key(), file.content());
    return file.key();
  }

  /** Puts any object. */
  public void put(String key, byte[] content) {
    if (!store.create(key, content, Keeping.TEMPORARY)) {
      throw new IllegalStateException(key);
    }
  }

  /** Returns the store. */
  public InMemoryLogStore store() {
    return store;
  }

  /** Returns an inspection that trusts the key. */
  public ClaimsInspection inspection() {
    return new ClaimsInspection(store, new RecordVerifier(List.of(pair.getPublic())));
  }
}
